/**
 * Tokens of a Python file's structure: headers, imports, decorators and simple assignments. All
 * other text is skipped in wide runs, so that most statements give no token at all.
 *
 * A character is one UTF-8 byte; bytes from 0x80 arrive as the letter Q. No rule is recursive, so
 * the number of lexer DFA states is finite whatever the input. IndentingLexer makes INDENT and
 * DEDENT and turns the Bad... tokens into faults; they never reach the parser.
 */
lexer grammar StructureLexer;

tokens { INDENT, ORPHAN_INDENT, DEDENT, COLON, LPAREN, RPAREN, COMMA, STARS, KEYWORD, NAME, DOTS,
         DOTTED, AS, STAR, EQ, SEMI, CASE, BAD_LINE, BAD_CLOSE, BAD_HEADER, RESYNC }

// ---- the first word of a statement

CLASS     : 'class' -> mode(CLASS_NAME) ;
DEF       : 'def' -> mode(DEF_NAME) ;
ASYNC_DEF : 'async' S+ 'def' -> mode(DEF_NAME) ;
IMPORT    : 'import' -> mode(IMPORTS) ;
FROM      : 'from' -> mode(IMPORTS) ;
DEL       : 'del' -> mode(VALUE) ;
GLOBAL    : 'global' -> mode(IMPORTS) ;
AT        : '@' -> mode(VALUE) ;

IF        : 'if' -> mode(CONDITION) ;
ELIF      : 'elif' -> mode(CONDITION) ;
LOOP      : ('while' | ('async' S+)? 'for') -> mode(CONDITION) ;
WITH      : ('async' S+)? 'with' -> mode(CONDITION) ;
EXCEPT    : 'except' -> mode(CONDITION) ;

// These include their colon: 'else:' would otherwise be read as an annotated name.
ELSE          : 'else' S* ':' W* ;
TRY           : 'try' S* ':' W* ;
FINALLY       : 'finally' S* ':' W* ;
EXCEPT_ALL    : 'except' S* ':' W* -> type(EXCEPT) ;
HalfElse      : 'else' -> type(ELSE), mode(CONDITION) ;
HalfTry       : 'try' -> type(TRY), mode(CONDITION) ;
HalfFinally   : 'finally' -> type(FINALLY), mode(CONDITION) ;

LambdaStatement : 'lambda' S* ':' -> skip, mode(REST) ;
TARGET    : TargetName S* '=' S* -> mode(TARGETS) ;
AUGMENTED : TargetName S* AugmentedOperator '=' -> mode(VALUE) ;
ANNOTATED : TargetName S* ':' -> mode(VALUE) ;
Compared  : TargetName S* '==' -> skip, mode(REST) ;
EXPORTS   : '__all__' S* '.' S* Name -> mode(VALUE) ;

DOC : [rRuUbB]* String -> mode(REST) ;

OLD_PRINT : ('print' | 'exec') W+ (WordChar+ | ['"]) -> mode(REST) ;

SkippedStatement
  : (('return' | 'raise' | 'assert' | 'yield') W | 'self' '.') (Run | '=')* -> skip, mode(REST) ;
StartWord     : (Name | Digit) -> skip, mode(REST) ;
StartFString  : FPrefix FQuote -> skip, mode(REST), pushMode(FTEXT) ;
StartOpen     : Open -> skip, mode(REST), pushMode(NESTED) ;
StartOperator : [-+~*.] -> skip, mode(REST) ;
StartSpace    : (S | ';')+ -> skip ;
NEWLINE       : W* Newline ;
CONFLICT      : W* Conflicted ;
StartComment  : Comment -> skip ;
BAD_STRING    : [rRuUbB]* HalfString -> mode(REST) ;
StartClose    : Close -> type(BAD_CLOSE), mode(REST) ;
BAD_CHARACTER : . -> mode(REST) ;

// ---- the rest of a statement without structure, unless an equals sign ends a target there

mode REST;
UNPACKED     : '=' S* -> mode(TARGETS) ;
RestRun      : Run+ -> skip ;
RestString   : String -> skip ;
RestEscape   : (FPrefix | '!' | '\\') -> skip ;
RestFString  : FPrefix FQuote -> skip, pushMode(FTEXT) ;
RestOpen     : Open -> skip, pushMode(NESTED) ;
RestSemi     : ';' -> skip, mode(DEFAULT_MODE) ;
RestNewline  : Newline -> type(NEWLINE), mode(DEFAULT_MODE) ;
RestConflict : Conflicted -> type(CONFLICT), mode(DEFAULT_MODE) ;
RestComment  : Comment -> skip ;
RestHalf     : HalfString -> type(BAD_STRING) ;
RestClose    : Close -> type(BAD_CLOSE) ;
RestBad      : . -> type(BAD_CHARACTER) ;

// ---- further targets of a chained assignment

mode TARGETS;
CHAINED        : TargetName S* '=' S* ;
MoreCompared   : TargetName S* '==' -> skip, mode(VALUE) ;
TargetsRun     : ValueRun+ -> skip, mode(VALUE) ;
TargetsLambda  : 'lambda' -> skip, mode(VALUE), pushMode(LAMBDA) ;
TargetsString  : String -> skip, mode(VALUE) ;
TargetsWord    : (FPrefix | LaWord) -> skip, mode(VALUE) ;
TargetsFString : FPrefix FQuote -> skip, mode(VALUE), pushMode(FTEXT) ;
TargetsOpen    : Open -> skip, mode(VALUE), pushMode(NESTED) ;
TargetsEq      : '=' -> type(EQ), mode(VALUE) ;
TargetsSemi    : ';' -> type(SEMI), mode(DEFAULT_MODE) ;
TargetsNewline : Newline -> type(NEWLINE), mode(DEFAULT_MODE) ;
TargetsConflict : Conflicted -> type(CONFLICT), mode(DEFAULT_MODE) ;
TargetsComment : Comment -> skip ;
TargetsHalf    : HalfString -> type(BAD_STRING), mode(VALUE) ;
TargetsClose   : Close -> type(BAD_CLOSE), mode(VALUE) ;
TargetsBad     : . -> type(BAD_CHARACTER), mode(VALUE) ;

// ---- an assigned value, an annotation, the operands of del

mode VALUE;
ValueSkipped  : ValueRun+ -> skip ;
ValueLambda   : 'lambda' -> skip, pushMode(LAMBDA) ;
ValueString   : String -> skip ;
ValueWord     : (FPrefix | LaWord) -> skip ;
ValueFString  : FPrefix FQuote -> skip, pushMode(FTEXT) ;
ValueOpen     : Open -> skip, pushMode(NESTED) ;
ValueEq       : '=' -> type(EQ) ;
ValueSemi     : ';' -> type(SEMI), mode(DEFAULT_MODE) ;
ValueNewline  : Newline -> type(NEWLINE), mode(DEFAULT_MODE) ;
ValueConflict : Conflicted -> type(CONFLICT), mode(DEFAULT_MODE) ;
ValueComment  : Comment -> skip ;
ValueHalf     : HalfString -> type(BAD_STRING) ;
ValueClose    : Close -> type(BAD_CLOSE) ;
ValueBad      : . -> type(BAD_CHARACTER) ;

// ---- from the first word of a header to its colon

mode CONDITION;
ConditionColon    : ':' W* -> type(COLON), mode(DEFAULT_MODE) ;
ConditionRun      : HeaderRun+ -> skip ;
ConditionLambda   : 'lambda' -> skip, pushMode(LAMBDA) ;
ConditionWord     : (FPrefix | LaWord | ':=') -> skip ;
ConditionString   : String -> skip ;
ConditionFString  : FPrefix FQuote -> skip, pushMode(FTEXT) ;
ConditionOpen     : Open -> skip, pushMode(NESTED) ;
ConditionNewline  : Newline -> type(NEWLINE), mode(DEFAULT_MODE) ;
ConditionConflict : Conflicted -> type(CONFLICT), mode(DEFAULT_MODE) ;
ConditionComment  : Comment -> skip ;
ConditionHalf     : HalfString -> type(BAD_STRING) ;
ConditionClose    : Close -> type(BAD_CLOSE) ;
ConditionBad      : . -> type(BAD_CHARACTER) ;

// ---- entered by IndentingLexer where a match block's line starts with 'case'

mode CASE_START;
CaseWord : 'case' -> type(CASE), mode(CONDITION) ;

// ---- inside brackets that are skipped

mode NESTED;
NestedRun     : NestedElement+ -> skip ;
NestedWord    : FPrefix -> skip ;
NestedString  : String -> skip ;
NestedFString : FPrefix FQuote -> skip, pushMode(FTEXT) ;
NestedOpen    : Open -> skip, pushMode(NESTED) ;
NestedClose   : Close -> skip, popMode ;
NestedLines   : Lines -> skip ;
NestedResync  : Resync -> type(RESYNC) ;
NestedComment : Comment -> skip ;
NestedHalf    : HalfString -> type(BAD_STRING) ;
NestedBad     : . -> type(BAD_CHARACTER) ;

// ---- from 'lambda' to its colon, where commas and equals signs are the lambda's

mode LAMBDA;
LambdaColon   : ':' -> skip, popMode ;
LambdaRun     : LambdaElement+ -> skip ;
LambdaLambda  : 'lambda' -> skip, pushMode(LAMBDA) ;
LambdaWord    : (FPrefix | LaWord) -> skip ;
LambdaString  : String -> skip ;
LambdaFString : FPrefix FQuote -> skip, pushMode(FTEXT) ;
LambdaOpen    : Open -> skip, pushMode(NESTED) ;
LambdaClose   : Close -> type(BAD_CLOSE), popMode ;
LambdaLines   : Lines -> skip ;
LambdaResync  : Resync -> type(RESYNC) ;
LambdaComment : Comment -> skip ;
LambdaHalf    : HalfString -> type(BAD_STRING) ;
LambdaBad     : . -> type(BAD_CHARACTER) ;

// ---- def

mode DEF_NAME;
DefName     : Name -> type(NAME), mode(PARAMETERS) ;
DefSpace    : S+ -> skip ;
DefNewline  : Newline -> type(NEWLINE), mode(DEFAULT_MODE) ;
DefConflict : Conflicted -> type(CONFLICT), mode(DEFAULT_MODE) ;
DefBad      : . -> type(BAD_HEADER), mode(CONDITION) ;

mode PARAMETERS;
TypeParameters     : '[' -> skip, pushMode(NESTED) ;
ParametersOpen     : '(' -> type(LPAREN), mode(CONDITION), pushMode(NESTED) ;
ParametersColon    : ':' W* -> type(COLON), mode(DEFAULT_MODE) ;
ParametersSpace    : S+ -> skip ;
ParametersNewline  : Newline -> type(NEWLINE), mode(DEFAULT_MODE) ;
ParametersConflict : Conflicted -> type(CONFLICT), mode(DEFAULT_MODE) ;
ParametersBad      : . -> type(BAD_HEADER), mode(CONDITION) ;

// ---- class

mode CLASS_NAME;
ClassName     : Name -> type(NAME), mode(CLASS_HEAD) ;
ClassSpace    : S+ -> skip ;
ClassNewline  : Newline -> type(NEWLINE), mode(DEFAULT_MODE) ;
ClassConflict : Conflicted -> type(CONFLICT), mode(DEFAULT_MODE) ;
ClassBad      : . -> type(BAD_HEADER), mode(CONDITION) ;

mode CLASS_HEAD;
ClassTypeParameters : '[' -> skip, pushMode(NESTED) ;
ClassOpen           : '(' -> type(LPAREN), pushMode(ARGUMENT) ;
ClassColon          : ':' W* -> type(COLON), mode(DEFAULT_MODE) ;
HeadSpace           : S+ -> skip ;
HeadNewline         : Newline -> type(NEWLINE), mode(DEFAULT_MODE) ;
HeadConflict        : Conflicted -> type(CONFLICT), mode(DEFAULT_MODE) ;
HeadBad             : . -> type(BAD_HEADER), mode(CONDITION) ;

mode ARGUMENT;
ArgumentStars    : '*' '*'? -> type(STARS) ;
ArgumentKeyword  : Name N* '=' -> type(KEYWORD), mode(ARGUMENT_VALUE) ;
ArgumentCompared : Name N* '==' -> skip, mode(ARGUMENT_VALUE) ;
ArgumentComma    : ',' -> type(COMMA) ;
ArgumentClose    : Close -> type(RPAREN), popMode ;
ArgumentFirst    : (NoLaWords | Short | Group | [-+~.]) -> skip, mode(ARGUMENT_VALUE) ;
ArgumentLambda   : 'lambda' -> skip, mode(ARGUMENT_VALUE), pushMode(LAMBDA) ;
ArgumentWord     : (FPrefix | LaWord) -> skip, mode(ARGUMENT_VALUE) ;
ArgumentString   : String -> skip, mode(ARGUMENT_VALUE) ;
ArgumentFString  : FPrefix FQuote -> skip, mode(ARGUMENT_VALUE), pushMode(FTEXT) ;
ArgumentOpen     : Open -> skip, mode(ARGUMENT_VALUE), pushMode(NESTED) ;
ArgumentSpace    : S+ -> skip ;
ArgumentLines    : Lines -> skip ;
ArgumentResync   : Resync -> type(RESYNC) ;
ArgumentComment  : Comment -> skip ;
ArgumentHalf     : HalfString -> type(BAD_STRING) ;
ArgumentBad      : . -> type(BAD_CHARACTER) ;

mode ARGUMENT_VALUE;
ArgumentValueComma   : ',' -> type(COMMA), mode(ARGUMENT) ;
ArgumentValueClose   : Close -> type(RPAREN), popMode ;
ArgumentValueRun     : ArgumentElement+ -> skip ;
ArgumentValueLambda  : 'lambda' -> skip, pushMode(LAMBDA) ;
ArgumentValueWord    : (FPrefix | LaWord) -> skip ;
ArgumentValueString  : String -> skip ;
ArgumentValueFString : FPrefix FQuote -> skip, pushMode(FTEXT) ;
ArgumentValueOpen    : Open -> skip, pushMode(NESTED) ;
ArgumentValueLines   : Lines -> skip ;
ArgumentValueResync  : Resync -> type(RESYNC) ;
ArgumentValueComment : Comment -> skip ;
ArgumentValueHalf    : HalfString -> type(BAD_STRING) ;
ArgumentValueBad     : . -> type(BAD_CHARACTER) ;

// ---- import and from

mode IMPORTS;
ImportsImport   : 'import' -> type(IMPORT) ;
ImportsAs       : 'as' -> type(AS) ;
ImportsDotted   : Name (S* '.' S* Name)* -> type(DOTTED) ;
ImportsDots     : '.' (S* '.')* -> type(DOTS) ;
ImportsComma    : ',' -> type(COMMA) ;
ImportsStar     : '*' -> type(STAR) ;
ImportsOpen     : '(' -> type(LPAREN), pushMode(IMPORTED) ;
ImportsSemi     : ';' -> type(SEMI), mode(DEFAULT_MODE) ;
ImportsSpace    : S+ -> skip ;
ImportsNewline  : Newline -> type(NEWLINE), mode(DEFAULT_MODE) ;
ImportsConflict : Conflicted -> type(CONFLICT), mode(DEFAULT_MODE) ;
ImportsComment  : Comment -> skip ;
ImportsBad      : . -> type(BAD_HEADER), mode(REST) ;

mode IMPORTED;
ImportedAs      : 'as' -> type(AS) ;
ImportedName    : Name -> type(DOTTED) ;
ImportedComma   : ',' -> type(COMMA) ;
ImportedClose   : Close -> type(RPAREN), popMode ;
ImportedSpace   : S+ -> skip ;
ImportedLines   : Lines -> skip ;
ImportedResync  : Resync -> type(RESYNC) ;
ImportedComment : Comment -> skip ;
ImportedBad     : . -> type(BAD_CHARACTER) ;

// ---- f-strings and t-strings; IndentingLexer replaces FTEXT by the mode of the quote

mode FTEXT;
AnyText : . -> skip ;

mode TEXT_SINGLE;
SingleText   : (~['{}\\\r\n] | FText)+ -> skip ;
SingleField  : '{' -> skip, pushMode(FIELD) ;
SingleClose  : '\'' -> skip, popMode ;
SingleHalf   : [\r\n] -> type(BAD_LINE), popMode ;
SingleEscape : '\\' -> skip ;

mode TEXT_DOUBLE;
DoubleText   : (~["{}\\\r\n] | FText)+ -> skip ;
DoubleField  : '{' -> skip, pushMode(FIELD) ;
DoubleClose  : '"' -> skip, popMode ;
DoubleHalf   : [\r\n] -> type(BAD_LINE), popMode ;
DoubleEscape : '\\' -> skip ;

mode TEXT_TRIPLE_SINGLE;
TripleSingleText   : (~['{}\\] | FText)+ -> skip ;
TripleSingleField  : '{' -> skip, pushMode(FIELD) ;
TripleSingleClose  : '\'\'\'' -> skip, popMode ;
TripleSingleEscape : ('\\' | '\'') -> skip ;

mode TEXT_TRIPLE_DOUBLE;
TripleDoubleText   : (~["{}\\] | FText)+ -> skip ;
TripleDoubleField  : '{' -> skip, pushMode(FIELD) ;
TripleDoubleClose  : '"""' -> skip, popMode ;
TripleDoubleEscape : ('\\' | '"') -> skip ;

mode FIELD;
FieldClose   : '}' -> skip, popMode ;
FieldSpec    : ':' -> skip, mode(SPEC) ;
FieldRun     : FieldElement+ -> skip ;
FieldWord    : FPrefix -> skip ;
FieldString  : String -> skip ;
FieldFString : FPrefix FQuote -> skip, pushMode(FTEXT) ;
FieldOpen    : Open -> skip, pushMode(NESTED) ;
FieldLines   : Lines -> skip ;
FieldResync  : Resync -> type(RESYNC) ;
FieldComment : Comment -> skip ;
FieldHalf    : HalfString -> type(BAD_STRING) ;
FieldBad     : . -> type(BAD_CHARACTER) ;

mode SPEC;
SpecText   : (~[{}\\\r\n] | '\\' ~[{}])+ -> skip ;
SpecNamed  : '\\N{' ~[{}\r\n'"]* '}' -> skip ;
SpecEscape : '\\' -> skip ;
SpecField  : '{' -> skip, pushMode(FIELD) ;
SpecClose  : '}' -> skip, popMode ;
SpecLines  : Eol -> skip ;
SpecResync : BareResync -> type(RESYNC) ;

// ---- characters and words

fragment W       : [ \t\f] ;
fragment Eol     : '\r'? '\n' | '\r' ;
fragment S       : W | '\\' Eol ;
fragment N       : S | Comment? Eol ;
fragment Comment : '#' ~[\r\n]* ;
fragment Name    : Letter WordChar* ;
fragment Letter  : [A-Za-z_] ;
fragment Digit   : [0-9] ;
fragment WordChar : [A-Za-z_0-9] ;
fragment Open    : [([{] ;
fragment Close   : [)\]}] ;
fragment FPrefix : [fFtT] [rR]? | [rR] [fFtT] ;
fragment FQuote  : '\'' | '"' | '\'\'\'' | '"""' ;
fragment LaWord  : 'l' | 'la' WordChar* ;
fragment TargetName : Name | ('(' N*)+ Name (N* ')')+ ;
fragment AugmentedOperator : [-+*/%@&|^] | '//' | '**' | '>>' | '<<' ;

// ---- line ends: blank lines, comments and the next line's indentation belong to them

fragment Newline : Comment? Eol (W* Comment? Eol)* W* Comment? ;
fragment Conflicted : Comment? Eol (W* Comment? Eol)* Marker (W* Comment? Eol | Marker)* W* Comment? ;
fragment Marker  : ('<<<<<<<' | '=======' | '>>>>>>>' | '|||||||') ~[\r\n]* Eol ;
fragment Lines   : (Comment? Eol W*)+ ;

// Inside brackets, a line that can only be a statement: the bracket was never closed.
fragment Resync : Comment? BareResync ;
fragment BareResync
  : Eol W* Lines? ('@' ~[\r\n]* Eol W*)?
    ( 'class' W+ Name W* [(:[]
    | ('async' W+)? 'def' W+ Name W* [([]
    | 'import' W+ Name
    | 'from' W+ [.A-Za-z_] [.A-Za-z_0-9]* W+ 'import' ) ;

// ---- strings; a backslash before a quote keeps it inside in raw strings too

fragment String      : Triple | Short | '\'\'' | '""' ;
fragment Short       : '\'' (~['\\\r\n] | Escape)+ '\'' | '"' (~["\\\r\n] | Escape)+ '"' ;
fragment Escape      : '\\' (Eol | .) ;
fragment Triple      : '\'\'\'' ThriceSingle* '\'\'\'' | '"""' ThriceDouble* '"""' ;
fragment ThriceSingle : ('\'' '\''?)? (~['\\] | Escape) ;
fragment ThriceDouble : ('"' '"'?)? (~["\\] | Escape) ;
fragment HalfString
  : '\'' (~['\\\r\n] | '\\' ~[\r\n])* '\\'? | '"' (~["\\\r\n] | '\\' ~[\r\n])* '\\'?
  | '\'\'\'' (('\'' '\''?)? (~['\\\r\n] | '\\' ~[\r\n]))*
  | '"""' (('"' '"'?)? (~["\\\r\n] | '\\' ~[\r\n]))* ;
fragment FText       : '{{' | '}' | '\\N{' ~[{}\r\n'"]* '}' | '\\' (Eol | ~[{}]) ;

// ---- wide runs: words, short strings and up to two bracket levels on one line
//
// An f-prefix is a run's word only before a character that is no quote, and an empty string only
// before one that is no quote either; otherwise longest match would swallow the start of an
// f-string or of a triple-quoted string.

fragment Words : [A-EG-QSU-Za-eg-qsu-z_0-9] WordChar*
               | [fFtT] ([A-QS-Za-qs-z_0-9] WordChar* | [rR] WordChar+)
               | [rR] ([A-EG-SU-Za-eg-su-z_0-9] WordChar* | [fFtT] WordChar+)? ;
fragment NoLaWords : [A-EG-QSU-Za-eg-km-qsu-z_0-9] WordChar*
               | 'l' [A-Zb-z_0-9] WordChar*
               | [fFtT] ([A-QS-Za-qs-z_0-9] WordChar* | [rR] WordChar+)
               | [rR] ([A-EG-SU-Za-eg-su-z_0-9] WordChar* | [fFtT] WordChar+)? ;
fragment Empty  : '\'\'' | '""' ;

fragment Punct  : [ \t\f,.:=+\-*/%@&|^~<>] | '!=' | '!' | '\\' Eol ;
fragment Piece  : Punct | Words | Short | (FPrefix | Empty) Punct ;
fragment Group1 : Open Piece* (FPrefix | Empty)? Close ;
fragment Piece2 : Piece | FPrefix? Group1 ;
fragment Group2 : Open Piece2* (FPrefix | Empty)? Close ;
fragment Group  : FPrefix? Group2 ;

fragment RestPunct : [ \t\f,.:+\-*/%@&|^~<>] | [=!<>:+\-*/%@&|^] '=' | '\\' Eol ;
fragment Run    : RestPunct | Words | Short | (FPrefix | Empty) RestPunct | Group ;

fragment ValuePunct : [ \t\f,.:+\-*/%@&|^~<>] | [=!<>:] '=' | '\\' Eol ;
fragment ValueRun : ValuePunct | NoLaWords | Short | (FPrefix | Empty) ValuePunct | Group ;

fragment HeaderPunct : [ \t\f,.=+\-*/%@&|^~<>] | '!=' | '\\' Eol ;
fragment HeaderRun : HeaderPunct | NoLaWords | Short | (FPrefix | Empty) HeaderPunct | Group ;

fragment NestedElement : Punct | ';' | Words | Short | (FPrefix | Empty) Punct | Group ;

fragment LambdaElement : HeaderPunct | NoLaWords | Short | (FPrefix | Empty) HeaderPunct | Group ;

fragment ArgumentPunct : [ \t\f.:=+\-*/%@&|^~<>] | '!=' | '\\' Eol ;
fragment ArgumentElement
  : ArgumentPunct | NoLaWords | Short | (FPrefix | Empty) ArgumentPunct | Group ;

fragment FieldPunct : [ \t\f,.=+\-*/%@&|^~<>!] | '\\' Eol ;
fragment FieldElement : FieldPunct | Words | Short | (FPrefix | Empty) FieldPunct | Group ;
