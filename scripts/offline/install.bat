@echo off
rem Installs eshram from this folder, without a network: finds a Python that fits and hands over to install.py.
rem   install.bat [FOLDER]
rem This file is plain ASCII: cmd loses its place in a batch file that holds Hindi. The Hindi stands in needs-python.txt.
setlocal DisableDelayedExpansion
chcp 65001 >nul
if not exist "%~dp0install.py" goto packed
rem The newer "py" would look for a missing Python in the network.
set "PYTHON_MANAGER_AUTOMATIC_INSTALL=false"
set "PYTHON="
for %%P in ("py -3.13" "py -3.12" "py -3.11" "python") do if not defined PYTHON call :try %%P
if not defined PYTHON goto missing
rem "call", since python may be a batch file itself, which would not come back.
call %PYTHON% -I -X utf8 "%~dp0install.py" %*
set "CODE=%ERRORLEVEL%"
goto end

:try
call %~1 -I -X utf8 "%~dp0install.py" --fits >nul 2>nul
if "%ERRORLEVEL%"=="0" set "PYTHON=%~1"
exit /b 0

:missing
type "%~dp0needs-python.txt"
rem Older windows of cmd have no letters for Hindi; Notepad has.
echo.
echo Notepad: "%~dp0needs-python.txt"
set "CODE=3"
goto end

:packed
echo This is still inside the zip. Right-click the zip, choose "Extract All", and run install.bat in the new folder.
echo Yeh abhi zip ke andar hai. Zip par right-click karke "Extract All" chunen, phir naye folder mein install.bat chalaen.
set "CODE=4"

:end
rem Whoever started this by a double click could not read it otherwise. A script gives it no keyboard: install.bat <nul
pause
exit /b %CODE%
