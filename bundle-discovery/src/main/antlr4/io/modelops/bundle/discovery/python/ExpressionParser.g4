/**
 * Python expressions. Strictly LL(1), so that ANTLR's cache stays empty. Only brackets recurse, and
 * ExpressionTokens bounds their nesting. Operands and operators stand in one row, which costs fewer
 * contexts than a rule for each precedence; OperationBuilder groups them. What Python would refuse
 * may pass.
 */
parser grammar ExpressionParser;

options { superClass = TokenTreeParser; tokenVocab = ExpressionLexer; }

// ---- where reading begins

whole   : content? EOF ;
targets : target (COMMA target?)* ;
call    : DOTTED LPAREN arguments? RPAREN ;

content : YIELD+ elements? | elements ;

// ---- inside brackets

elements : element ((COMMA element?)* | comprehension) ;
element  : star=STAR? named=value (WALRUS bound=value | AS target)? ;
target   : star=STAR? operand ;

entries : entry ((COMMA entry?)* | comprehension) ;
entry   : POWER rest=value | element (COLON mapped=value)? ;

arguments : argument (COMMA argument?)* ;
argument  : POWER rest=value | element (EQ assigned=value | comprehension)? ;

indices : index (COMMA index?)* ;
index   : element slice* | slice+ ;
slice   : COLON value? ;

comprehension : (FOR targets IN operation (IF operation)*)+ ;

// ---- operators

value : LAMBDA* operation (IF operation ELSE LAMBDA* operation)* ;

operation
  : NOT* operand
    ( (OR | AND) NOT* operand
    | (COMPARE | IN | NOT IN | IS NOT?) operand
    | (PLUS | MINUS | STAR | POWER | BINARY) operand
    )* ;

// ---- operands

operand
  : (PLUS | MINUS | TILDE | AWAIT)*
    ( DOTTED | INTEGER | FLOAT | IMAGINARY | TRUE | FALSE | NONE | ELLIPSIS | ATTRIBUTE_OF_CONSTANT
    | DEEP_PARENS | DEEP_BRACKS | DEEP_BRACES | atom
    )
    trailer* ;

atom
  : (STRING | BYTES | FORMATTED)+
  | LPAREN content? RPAREN
  | LBRACK elements? RBRACK
  | LBRACE entries? RBRACE ;

trailer
  : LPAREN arguments? RPAREN
  | LBRACK indices RBRACK
  | DOT DOTTED
  | DEEP_PARENS | DEEP_BRACKS ;
