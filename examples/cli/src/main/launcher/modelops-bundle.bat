@echo off
rem Starts modelops-bundle with JAVA_HOME's Java, or the one on the PATH; it must be 17 or later.
setlocal
set "JAVA=java"
if defined JAVA_HOME set "JAVA=%JAVA_HOME%\bin\java"
"%JAVA%" -version >nul 2>&1
if errorlevel 1 (
  echo modelops-bundle: no Java found; install a Java of 17 or later, or set JAVA_HOME 1>&2
  exit /b 3
)
"%JAVA%" -Xshare:auto -XX:+UseSerialGC -XX:-UsePerfData %MODELOPS_BUNDLE_JAVA_OPTIONS% -jar "%~dp0..\lib\modelops-bundle.jar" %*
exit /b %ERRORLEVEL%
