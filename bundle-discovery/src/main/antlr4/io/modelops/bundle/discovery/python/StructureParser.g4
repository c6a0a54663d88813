/**
 * The structure of a Python file. Strictly LL(1): no decision needs ANTLR's prediction, so its
 * cache stays empty. Clauses stand side by side, since nothing depends on which 'if' an 'else'
 * belongs to. What a half-typed header lacks is optional; the builder reports it.
 */
parser grammar StructureParser;

options { tokenVocab = StructureLexer; }

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
    | docstring
    | NEWLINE
    | SEMI
    )* ;

decorated  : decorator+ (classDefinition | functionDefinition) ;
decorator  : AT NEWLINE ;

classDefinition : CLASS NAME? arguments? suite ;
arguments       : LPAREN argument (COMMA argument)* RPAREN? ;
argument        : STARS? KEYWORD? ;

functionDefinition : (DEF | ASYNC_DEF) NAME? LPAREN? suite ;

clause : (IF | ELIF | ELSE | TRY | EXCEPT | FINALLY | LOOP | WITH | CASE) suite ;

suite
  : COLON?
    ( importModules | importNames | assignment | deletion | docstring | SEMI )*
    NEWLINE
    (INDENT body DEDENT)? ;

// A block under no header: that of 'match', or of a line indented by mistake.
orphan : ORPHAN_INDENT body DEDENT ;

importModules : IMPORT importedModule (COMMA importedModule)* ;
importedModule : DOTTED (AS DOTTED)? ;

importNames : FROM DOTS? DOTTED? IMPORT (STAR | importedNames | LPAREN importedNames RPAREN) ;
importedNames : importedName (COMMA importedName?)* ;
importedName : DOTTED (AS DOTTED)? ;

assignment : (TARGET CHAINED* | AUGMENTED | ANNOTATED) EQ* ;
deletion   : DEL EQ* ;
docstring  : DOC ;
