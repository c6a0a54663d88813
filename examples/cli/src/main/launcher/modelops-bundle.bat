@echo off
rem Starts modelops-bundle with JAVA_HOME's Java, or the one on the PATH; it must be 17 or later.
rem No parentheses around paths, and no delayed expansion: their ')' and '!' are only characters.
setlocal EnableExtensions DisableDelayedExpansion

if defined JAVA_HOME goto home
for %%j in (java.exe) do set "JAVA=%%~$PATH:j"
if not defined JAVA goto none
goto found
:home
set "JAVA=%JAVA_HOME:"=%\bin\java.exe"
if not exist "%JAVA%" goto wrong
:found

rem Its version, from the file beside it: asking the program itself would take as long as all the rest.
set "VERSION="
for %%r in ("%JAVA%\..\..\release") do set "RELEASE=%%~fr"
if not exist "%RELEASE%" goto start
for /f "usebackq tokens=1,2 delims==" %%k in ("%RELEASE%") do if "%%k"=="JAVA_VERSION" set "VERSION=%%~l"
if not defined VERSION goto start
for /f "delims=.-+_" %%m in ("%VERSION%") do if %%m LSS 17 goto old

:start
rem An archive of preloaded classes holds for the Java that made it; any other starts without.
set "SHARED=-Xshare:auto"
set "ARCHIVE=%~dp0..\lib\java-%VERSION%.jsa"
if exist "%ARCHIVE%" set "SHARED=-XX:SharedArchiveFile=%ARCHIVE%"
"%JAVA%" "@%~dp0..\lib\java.options" "%SHARED%" %MODELOPS_BUNDLE_JAVA_OPTIONS% -jar "%~dp0..\lib\modelops-bundle.jar" %*
exit /b %ERRORLEVEL%

:none
echo modelops-bundle: no Java found; install a Java of 17 or later, or set JAVA_HOME 1>&2
exit /b 3

:wrong
echo modelops-bundle: there is no "%JAVA%"; set JAVA_HOME to a Java of 17 or later 1>&2
exit /b 3

:old
echo modelops-bundle: Java 17 or later is needed; "%JAVA%" is %VERSION% 1>&2
exit /b 3
