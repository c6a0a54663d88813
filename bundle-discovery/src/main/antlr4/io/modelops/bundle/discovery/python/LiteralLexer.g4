/**
 * String literals of a Python file and what stands right before them. A character is one UTF-8
 * byte; no rule is recursive. An f-string ends at its own kind of quote, whatever its fields hold.
 */
lexer grammar LiteralLexer;

IMPORT_CALL : (('importlib' S* '.' S*)? 'import_module' | '__import__') S* '(' N* ;
Attribute   : '.' S* WordChar+ -> skip ;
Formatted   : ([fFtT] [rR]? | [rR] [fFtT]) String -> skip ;
Bytes       : ([bB] [rR]? | [rR] [bB]) String -> skip ;
STRING      : [rRuU]? String ;
Word        : WordChar+ -> skip ;
LINE        : Comment? Eol (W | Comment? Eol)* ;
Remark      : Comment -> skip ;
STATEMENT   : [:;] W* ;
OPEN        : [([{] ;
CLOSE       : [)\]}] ;
Other       : . -> skip ;

fragment W        : [ \t\f] ;
fragment Eol      : '\r'? '\n' | '\r' ;
fragment S        : W | '\\' Eol ;
fragment N        : S | Comment? Eol ;
fragment Comment  : '#' ~[\r\n]* ;
fragment WordChar : [A-Za-z_0-9] ;
fragment Escape   : '\\' (Eol | .) ;
fragment String
  : '\'' (~['\\\r\n] | Escape)* '\'' | '"' (~["\\\r\n] | Escape)* '"'
  | '\'\'\'' (('\'' '\''?)? (~['\\] | Escape))* '\'\'\''
  | '"""' (('"' '"'?)? (~["\\] | Escape))* '"""' ;
