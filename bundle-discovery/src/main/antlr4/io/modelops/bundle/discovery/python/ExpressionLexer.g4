/**
 * Tokens of Python expressions. A character is one UTF-8 byte; bytes from 0x80 arrive as the letter
 * Q. No rule is recursive. ExpressionTokens makes one token of an f-string, of a lambda up to its
 * colon, and of brackets that are nested too deep.
 */
lexer grammar ExpressionLexer;

tokens { FORMATTED, DEEP_PARENS, DEEP_BRACKS, DEEP_BRACES }

LAMBDA : 'lambda' ;
NOT    : 'not' ;
AND    : 'and' ;
OR     : 'or' ;
IN     : 'in' ;
IS     : 'is' ;
IF     : 'if' ;
ELSE   : 'else' ;
FOR    : ('async' S+)? 'for' ;
AWAIT  : 'await' ;
YIELD  : 'yield' (S+ 'from')? ;
AS     : 'as' ;
TRUE   : 'True' ;
FALSE  : 'False' ;
NONE   : 'None' ;
ATTRIBUTE_OF_CONSTANT : ('True' | 'False' | 'None') (S* '.' S* Name)+ ;
DOTTED : Name (S* '.' S* Name)* ;

INTEGER   : Digits | '0' [xX] ('_'? [0-9a-fA-F])+ | '0' [oO] ('_'? [0-7])+ | '0' [bB] ('_'? [01])+ ;
FLOAT     : Fraction Exponent? | Digits Exponent ;
IMAGINARY : (Fraction Exponent? | Digits Exponent?) [jJ] ;
STRING    : [rRuU]? String ;
BYTES     : ([bB] [rR]? | [rR] [bB]) String ;

FormattedSingle       : FPrefix '\'' -> type(FORMATTED), pushMode(TEXT_SINGLE) ;
FormattedDouble       : FPrefix '"' -> type(FORMATTED), pushMode(TEXT_DOUBLE) ;
FormattedTripleSingle : FPrefix '\'\'\'' -> type(FORMATTED), pushMode(TEXT_TRIPLE_SINGLE) ;
FormattedTripleDouble : FPrefix '"""' -> type(FORMATTED), pushMode(TEXT_TRIPLE_DOUBLE) ;

LPAREN   : '(' ;
RPAREN   : ')' ;
LBRACK   : '[' ;
RBRACK   : ']' ;
LBRACE   : '{' ;
RBRACE   : '}' ;
COMMA    : ',' ;
COLON    : ':' ;
WALRUS   : ':=' ;
EQ       : '=' ;
SEMI     : ';' ;
DOT      : '.' ;
ELLIPSIS : '...' ;
PLUS     : '+' ;
MINUS    : '-' ;
STAR     : '*' ;
POWER    : '**' ;
TILDE    : '~' ;
COMPARE  : '==' | '!=' | '<' | '<=' | '>' | '>=' ;
BINARY   : [/%@&|^] | '//' | '<<' | '>>' ;

LINE    : Comment? Eol (W | Comment? Eol)* ;
Remark  : Comment -> skip ;
Space   : S+ -> skip ;
UNKNOWN : . ;

// ---- f-strings and t-strings: ExpressionTokens drops the tokens of these modes

mode TEXT_SINGLE;
SingleText  : (~['{}\\\r\n] | FText)+ -> skip ;
SingleField : '{' -> skip, pushMode(FIELD) ;
SingleClose : '\'' -> type(FORMATTED), popMode ;
SingleLine  : [\r\n] -> type(UNKNOWN) ;
SingleOther : '\\' -> skip ;

mode TEXT_DOUBLE;
DoubleText  : (~["{}\\\r\n] | FText)+ -> skip ;
DoubleField : '{' -> skip, pushMode(FIELD) ;
DoubleClose : '"' -> type(FORMATTED), popMode ;
DoubleLine  : [\r\n] -> type(UNKNOWN) ;
DoubleOther : '\\' -> skip ;

mode TEXT_TRIPLE_SINGLE;
TripleSingleText  : (~['{}\\] | FText)+ -> skip ;
TripleSingleField : '{' -> skip, pushMode(FIELD) ;
TripleSingleClose : '\'\'\'' -> type(FORMATTED), popMode ;
TripleSingleOther : ('\\' | '\'') -> skip ;

mode TEXT_TRIPLE_DOUBLE;
TripleDoubleText  : (~["{}\\] | FText)+ -> skip ;
TripleDoubleField : '{' -> skip, pushMode(FIELD) ;
TripleDoubleClose : '"""' -> type(FORMATTED), popMode ;
TripleDoubleOther : ('\\' | '"') -> skip ;

mode FIELD;
FieldClose  : '}' -> skip, popMode ;
FieldSpec   : ':' -> skip, mode(SPEC) ;
FieldOpen   : [([{] -> skip, pushMode(NESTED) ;
FieldSingle : FPrefix '\'' -> skip, pushMode(TEXT_SINGLE) ;
FieldDouble : FPrefix '"' -> skip, pushMode(TEXT_DOUBLE) ;
FieldTripleSingle : FPrefix '\'\'\'' -> skip, pushMode(TEXT_TRIPLE_SINGLE) ;
FieldTripleDouble : FPrefix '"""' -> skip, pushMode(TEXT_TRIPLE_DOUBLE) ;
FieldSkipped : (Name | [rRuUbB]* String | Comment | .) -> skip ;

mode NESTED;
BOUND_IN_FIELD : Name [ \t\f\r\n]* ':=' ;
NestedClose  : [)\]}] -> skip, popMode ;
NestedOpen   : [([{] -> skip, pushMode(NESTED) ;
NestedSingle : FPrefix '\'' -> skip, pushMode(TEXT_SINGLE) ;
NestedDouble : FPrefix '"' -> skip, pushMode(TEXT_DOUBLE) ;
NestedTripleSingle : FPrefix '\'\'\'' -> skip, pushMode(TEXT_TRIPLE_SINGLE) ;
NestedTripleDouble : FPrefix '"""' -> skip, pushMode(TEXT_TRIPLE_DOUBLE) ;
NestedSkipped : (Name | [rRuUbB]* String | Comment | .) -> skip ;

mode SPEC;
SpecText   : (~[{}\\] | '\\' ~[{}] | '\\N{' ~[{}\r\n'"]* '}')+ -> skip ;
SpecEscape : '\\' -> skip ;
SpecField  : '{' -> skip, pushMode(FIELD) ;
SpecClose  : '}' -> skip, popMode ;

fragment W        : [ \t\f] ;
fragment Eol      : '\r'? '\n' | '\r' ;
fragment S        : W | '\\' Eol ;
fragment Comment  : '#' ~[\r\n]* ;
fragment Name     : [A-Za-z_] [A-Za-z_0-9]* ;
fragment Digits   : [0-9] ('_'? [0-9])* ;
fragment Fraction : Digits '.' Digits? | '.' Digits ;
fragment Exponent : [eE] [-+]? Digits ;
fragment FPrefix  : [fFtT] [rR]? | [rR] [fFtT] ;
fragment FText    : '{{' | '}' | '\\N{' ~[{}\r\n'"]* '}' | '\\' (Eol | ~[{}]) ;
fragment Escape   : '\\' (Eol | .) ;
fragment String
  : '\'' (~['\\\r\n] | Escape)* '\'' | '"' (~["\\\r\n] | Escape)* '"'
  | '\'\'\'' (('\'' '\''?)? (~['\\] | Escape))* '\'\'\''
  | '"""' (('"' '"'?)? (~["\\] | Escape))* '"""' ;
