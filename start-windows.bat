@echo off
rem Starts policypack on Windows. The first time it sets it up, into a folder of its own, and says what it does.
setlocal
set "HERE=%~dp0."
set "PLACE=%LOCALAPPDATA%\policypack\app"
set "VENV=%PLACE%\venv"
set "LOG=%PLACE%\set-up.txt"
set "PIP_CONSTRAINT=%HERE%\constraints.txt"
set "PIP_BUILD_CONSTRAINT=%HERE%\constraints.txt"
if not exist "%PLACE%\ready" goto setup
fc /b "%HERE%\constraints.txt" "%PLACE%\ready" >nul 2>&1
if errorlevel 1 goto setup
goto start

:setup
echo Setting up policypack. This is done once, needs the internet, and takes a few minutes.
echo Everything goes into %PLACE%, and a link onto your desktop. Nothing else is changed.
if not exist "%PLACE%" mkdir "%PLACE%"
if exist "%PLACE%\ready" del "%PLACE%\ready"
where uv >nul 2>&1
if errorlevel 1 goto python
echo Using uv, which fetches Python too where it is missing ...
uv venv --quiet --clear --python ">=3.11" "%VENV%" >"%LOG%" 2>&1
if errorlevel 1 goto failed
uv pip install --quiet --python "%VENV%\Scripts\python.exe" --constraints "%HERE%\constraints.txt" --build-constraints "%HERE%\constraints.txt" "%HERE%" >>"%LOG%" 2>&1
if errorlevel 1 goto failed
goto ready

:python
set "PYTHON=py -3"
%PYTHON% -c "import sys; sys.exit(sys.version_info < (3, 11))" >nul 2>&1
if not errorlevel 1 goto venv
set "PYTHON=python"
%PYTHON% -c "import sys; sys.exit(sys.version_info < (3, 11))" >nul 2>&1
if not errorlevel 1 goto venv
echo.
echo Python 3.11 or later is wanted, and was not found.
echo Get it from https://www.python.org/downloads/ or from the Microsoft Store, and start this again.
pause
exit /b 1

:venv
echo Using Python ...
if exist "%VENV%" rmdir /s /q "%VENV%"
%PYTHON% -m venv "%VENV%" >"%LOG%" 2>&1
if errorlevel 1 goto failed
"%VENV%\Scripts\python.exe" -m pip install --quiet --disable-pip-version-check "%HERE%" >>"%LOG%" 2>&1
if errorlevel 1 goto failed

:ready
copy /y "%HERE%\constraints.txt" "%PLACE%\ready" >nul
set "TARGET=%~f0"
powershell -NoProfile -Command "$s = (New-Object -ComObject WScript.Shell).CreateShortcut([IO.Path]::Combine([Environment]::GetFolderPath('Desktop'), 'policypack.lnk')); $s.TargetPath = $env:TARGET; $s.Save()" >nul 2>&1
if not errorlevel 1 echo A link is on your desktop: policypack.

:start
echo policypack opens in your browser. Leave this window open while you work.
"%VENV%\Scripts\policypack.exe" %*
if errorlevel 2 pause
exit /b

:failed
echo.
echo policypack could not be set up. Most often that is for want of a network: go online, and start this again.
echo Everything that was said is in %LOG%
pause
exit /b 1
