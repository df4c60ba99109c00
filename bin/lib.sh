# What the commands beside this file share; sourced, never run. Sets $root and gives: find_jdk, maven, find_chromium.

root=$(cd "$(dirname "${BASH_SOURCE[0]}")/.." && pwd)

say() { printf '%s\n' "$*" >&2; }

fail() {
  say "$@"
  exit 1
}

is_jdk_25() {
  [ -x "$1/bin/javac" ] && grep -qs '^JAVA_VERSION="25[."]' "$1/release"
}

# Sets JAVA_HOME to a JDK 25, even when another java comes first.
find_jdk() {
  local javac candidate
  javac=$(readlink -f "$(command -v javac || true)" || true)
  for candidate in "${JAVA_HOME:-}" "${javac%/bin/javac}" \
    /usr/lib/jvm/* /opt/*jdk* "${HOME:-}"/.sdkman/candidates/java/* "${HOME:-}"/.jdks/* \
    /Library/Java/JavaVirtualMachines/*/Contents/Home \
    {/opt/homebrew,/usr/local}/opt/openjdk@25/libexec/openjdk.jdk/Contents/Home; do
    if is_jdk_25 "$candidate"; then
      export JAVA_HOME=$candidate
      return
    fi
  done
  say "The clinic needs a JDK 25 and found none (looked at JAVA_HOME, PATH, /usr/lib/jvm, SDKMAN, Homebrew)."
  say "Install one, for example:"
  say "  Debian, Ubuntu:  apt-get install -y openjdk-25-jdk-headless"
  say "  macOS:           brew install openjdk@25"
  say "  SDKMAN:          sdk install java 25-tem"
  fail "or set JAVA_HOME to where it is."
}

# Maven by the wrapper, which fetches it once; expects find_jdk to have been called.
maven() {
  if [ ! -d "${MAVEN_USER_HOME:-$HOME/.m2}/wrapper/dists" ]; then
    command -v curl >/dev/null || command -v wget >/dev/null \
      || fail "Maven cannot be fetched: install curl or wget, for example with: apt-get install -y curl"
    say "Fetching Maven"
  fi
  local path=$PATH
  command -v unzip >/dev/null || path="$root/.mvn/without-unzip:$PATH"
  PATH=$path "$root/mvnw" --file "$root/pom.xml" --batch-mode --no-transfer-progress "$@"
}

# Sets CLINIC_CHROMIUM to a browser for the tests; installs Debian's when that is possible without asking.
find_chromium() {
  if [ -n "${CLINIC_CHROMIUM:-}" ]; then
    [ -x "$CLINIC_CHROMIUM" ] || fail "CLINIC_CHROMIUM is $CLINIC_CHROMIUM, which is not a program."
    return
  fi
  use_chromium && return
  if [ "$(id -u)" = 0 ] && [ -f /etc/debian_version ]; then
    say "Installing Chromium for the browser tests"
    { apt-get update -qq && DEBIAN_FRONTEND=noninteractive apt-get install -y -qq chromium; } >&2 || true
    use_chromium && return
  fi
  say "The browser tests need Chromium and found none (looked for chromium, chromium-browser, google-chrome)."
  fail "Install it, for example with: sudo apt-get install -y chromium; or set CLINIC_CHROMIUM to the program."
}

use_chromium() {
  local name
  for name in chromium chromium-browser google-chrome google-chrome-stable \
    "/Applications/Google Chrome.app/Contents/MacOS/Google Chrome" /Applications/Chromium.app/Contents/MacOS/Chromium; do
    if command -v "$name" >/dev/null; then
      CLINIC_CHROMIUM=$(command -v "$name")
      export CLINIC_CHROMIUM
      return 0
    fi
  done
  return 1
}

# Builds the jar when a source is newer than it; shows the steps, and on failure what went wrong.
build_jar() {
  jar=$root/target/clinic.jar
  if [ -f "$jar" ] && [ -z "$(find "$root/pom.xml" "$root/src/main" -newer "$jar" -print -quit)" ]; then
    return
  fi
  local log=$root/target/build.log
  mkdir -p "$root/target"
  say "Building the clinic; the first time it also fetches its libraries, which takes a few minutes"
  # Only what running needs: neither the tests' libraries nor the format check.
  if ! maven -Dspotless.check.skip=true compile jar:jar@default-jar spring-boot:repackage@repackage 2>&1 \
    | tee "$log" | sed -n 's/^\[INFO\] --- \([a-z-]*\):[^:]*:\([a-z-]*\).*/  \1 \2/p' >&2; then
    grep -E '^\[ERROR\]' "$log" >&2 || tail -20 "$log" >&2
    fail "The build failed; all it said is in $log"
  fi
}
