/**
 * Python expressions. Strictly LL(1), so that ANTLR's cache stays empty. Only brackets recurse, and
 * ExpressionTokens bounds their nesting. Binary operators stand side by side, since only '+' has a
 * meaning for structure; what Python would refuse may pass.
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
target   : star=STAR? sum ;

entries : entry ((COMMA entry?)* | comprehension) ;
entry   : POWER rest=value | element (COLON mapped=value)? ;

arguments : argument (COMMA argument?)* ;
argument  : POWER rest=value | element (EQ assigned=value | comprehension)? ;

indices : index (COMMA index?)* ;
index   : element slice* | slice+ ;
slice   : COLON value? ;

comprehension : (FOR targets IN disjunction (IF disjunction)*)+ ;

// ---- operators

value       : LAMBDA* disjunction (IF disjunction ELSE LAMBDA* disjunction)* ;
disjunction : comparison ((OR | AND) comparison)* ;
comparison  : NOT* sum (comparator sum)* ;
comparator  : COMPARE | IN | NOT IN | IS NOT? ;
sum         : operand ((PLUS | MINUS | STAR | POWER | BINARY) operand)* ;
operand     : (PLUS | MINUS | TILDE | AWAIT)* atom trailer* ;

// ---- operands

atom
  : DOTTED
  | (STRING | BYTES | FORMATTED)+
  | INTEGER | FLOAT | IMAGINARY
  | TRUE | FALSE | NONE | ELLIPSIS
  | ATTRIBUTE_OF_CONSTANT
  | LPAREN content? RPAREN
  | LBRACK elements? RBRACK
  | LBRACE entries? RBRACE
  | DEEP_PARENS | DEEP_BRACKS | DEEP_BRACES ;

trailer
  : LPAREN arguments? RPAREN
  | LBRACK indices RBRACK
  | DOT DOTTED
  | DEEP_PARENS | DEEP_BRACKS ;
