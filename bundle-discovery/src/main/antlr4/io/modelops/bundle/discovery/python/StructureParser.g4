/**
 * The structure of a Python file. Strictly LL(1): no decision needs ANTLR's prediction, so its
 * cache stays empty. Clauses stand side by side; the builder puts those of one statement together.
 * What a half-typed header lacks is optional; the builder reports it.
 */
parser grammar StructureParser;

options { superClass = TokenTreeParser; tokenVocab = StructureLexer; }

file : body EOF ;

body
  : ( classDefinition
    | functionDefinition
    | decorated
    | clause
    | orphan
    | importModules
    | importNames
    | assignment
    | deletion
    | globalNames
    | exportsCall
    | docstring
    | NEWLINE
    | SEMI
    )* ;

decorated  : decorator+ (classDefinition | functionDefinition) ;
decorator  : AT NEWLINE ;

classDefinition : CLASS name=NAME? bases=arguments? block=suite ;
arguments       : LPAREN argument (COMMA argument)* RPAREN? ;
argument        : stars=STARS? keyword=KEYWORD? ;

functionDefinition : (DEF | ASYNC_DEF) name=NAME? open=LPAREN? block=suite ;

clause : (IF | ELIF | ELSE | TRY | EXCEPT | FINALLY | LOOP | WITH | CASE) block=suite ;

suite
  : colon=COLON?
    ( importModules | importNames | assignment | deletion | globalNames | exportsCall
    | docstring | SEMI )*
    end=NEWLINE
    (indent=INDENT block=body dedent=DEDENT)? ;

// A block under no header: that of 'match', or of a line indented by mistake.
orphan : ORPHAN_INDENT block=body DEDENT ;

importModules : IMPORT importedModule (COMMA importedModule)* ;
importedModule : name=DOTTED (AS alias=DOTTED)? ;

importNames : FROM DOTS? DOTTED? IMPORT
    (STAR | names=importedNames | LPAREN names=importedNames RPAREN) ;
importedNames : importedName (COMMA importedName?)* ;
importedName : name=DOTTED (AS alias=DOTTED)? ;

assignment  : ((TARGET | UNPACKED) CHAINED* | AUGMENTED | ANNOTATED) EQ* ;
deletion    : DEL EQ* ;
globalNames : GLOBAL names=importedNames ;
exportsCall : EXPORTS EQ* ;
docstring   : DOC ;
