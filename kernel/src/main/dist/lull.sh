#!/bin/sh
# lull: finds its own home, a fit Java and the class-data archive made for that Java, then hands over.
# Kept free of forks where the shell can do it itself: this script is part of every start-up.

fail() {
    for line in "$@"; do printf '%s\n' "$line" >&2; done
    exit 1
}

# Where we live, through any symbolic links.
self=$0
case $self in */*) ;; *) self=./$self ;; esac
while [ -L "$self" ]; do
    target=$(readlink "$self") || fail "lull: cannot follow the symbolic link $self"
    case $target in
        /*) self=$target ;;
        *)  self=${self%/*}/$target ;;
    esac
done
lull_home=$(cd -P "${self%/*}/.." 2>/dev/null && pwd) || fail "lull: cannot enter the folder above $self"
[ -f "$lull_home/lib/lull.jar" ] || fail \
    "lull: $lull_home/lib/lull.jar is not there; bin/lull only works beside its lib folder." \
    "Link to it instead of copying it, or build again: mvn -DskipTests package"

# Which Java: JAVA_HOME when set, else the one `lull install` was run with, for which it has made its archive, else the one on the PATH.
how_to_get="Lull needs a JDK, 17 or newer. On Debian or Ubuntu: apt install openjdk-17-jdk-headless"
if [ -n "$JAVA_HOME" ]; then
    java=$JAVA_HOME/bin/java
    [ -x "$java" ] || fail "lull: JAVA_HOME is $JAVA_HOME, but there is no $java." \
        "Set JAVA_HOME to a JDK, 17 or newer, or unset it to use the java on your PATH."
    named="JAVA_HOME ($JAVA_HOME)"
elif [ -n "$LULL_INSTALLED_WITH" ] && [ -x "$LULL_INSTALLED_WITH/bin/java" ]; then
    java=$LULL_INSTALLED_WITH/bin/java
    named="the Java that lull was installed with ($LULL_INSTALLED_WITH)"
elif java=$(command -v java); then
    named="the java on your PATH ($java)"
else
    fail "lull: no Java found: JAVA_HOME is not set and there is no java on your PATH." "$how_to_get"
fi

# What that Java is: its release file says so without starting it.
[ -n "$JAVA_HOME" ] && jdk=$JAVA_HOME || {
    real=$(readlink -f "$java" 2>/dev/null || printf '%s' "$java")
    jdk=${real%/bin/java}
}
version='' runtime='' maker='' modules=''
if [ -r "$jdk/release" ]; then
    while IFS='=' read -r key value || [ -n "$key" ]; do
        value=${value#\"} value=${value%\"}
        case $key in
            JAVA_VERSION)         version=$value ;;
            JAVA_RUNTIME_VERSION) runtime=$value ;;
            IMPLEMENTOR)          maker=$value ;;
            MODULES)              modules=" $value " ;;
        esac
    done < "$jdk/release"
fi
if [ -z "$version" ]; then       # some builds ship no release file: ask the JVM itself
    version=$("$java" -version 2>&1) || fail "lull: $named does not run:" "$version" "$how_to_get"
    version=${version#*version \"} version=${version%%\"*}
fi
major=${version%%[!0-9]*}
[ "$major" = 1 ] && { major=${version#1.} major=${major%%[!0-9]*}; }
[ "${major:-0}" -ge 17 ] || fail "lull: $named is Java $version, too old." "$how_to_get"
case ${modules:-" jdk.jshell "} in
    *" jdk.jshell "*) ;;
    *) fail "lull: $named is a Java $version without the module jdk.jshell (a JRE, not a JDK)." "$how_to_get" ;;
esac

set -- -jar "$lull_home/lib/lull.jar" "$@"

# The archive is good for one exact Java and for jars no newer than itself; a stale one is worse than none.
key=$(printf '%s' "$lull_home-$maker-$runtime" | tr -c 'A-Za-z0-9.+\n' '_')
for cache in "$lull_home/archive" "${XDG_CACHE_HOME:-$HOME/.cache}/lull"; do
    archive=$cache/$key.jsa
    [ -z "$LULL_TRAIN" ] && [ -f "$archive" ] || continue
    for jar in "$lull_home"/lib/*.jar; do [ "$jar" -nt "$archive" ] && continue 2; done
    if [ "$major" -ge 25 ]; then set -- -XX:AOTCache="$archive" "$@"
    else set -- -XX:SharedArchiveFile="$archive" "$@"; fi
    break
done
if [ -n "$LULL_TRAIN" ]; then
    # Profiles of the rehearsal would set C2 to work at each start, when there is no processor to spare for it.
    if [ "$major" -ge 25 ]; then set -- -XX:AOTCacheOutput="$LULL_TRAIN" -XX:+UnlockDiagnosticVMOptions -XX:-AOTRecordTraining "$@"
    else set -- -XX:ArchiveClassesAtExit="$LULL_TRAIN" "$@"; fi
fi

# Two processors or fewer: G1's threads would only be in the way. (An archive made under G1 serves both.)
cpus=$(nproc 2>/dev/null || getconf _NPROCESSORS_ONLN 2>/dev/null || echo 4)
case "$LULL_JAVA_OPTS $JDK_JAVA_OPTIONS $JAVA_TOOL_OPTIONS" in
    *-XX:+Use*GC*) ;;       # the user has chosen, and the JVM does not start with two
    *) [ "$cpus" -le 2 ] && [ -z "$LULL_TRAIN" ] && set -- -XX:+UseSerialGC "$@" ;;
esac

# The JVM's best compiler waits until a method is three times as much in use as it would: in its first hundreds of cells it else
# spends more on the kernel than the kernel on them. A loop counts by its rounds, as ever.
set -- -XX:Tier4InvocationThreshold=15000 -XX:Tier4MinInvocationThreshold=1800 -XX:Tier4CompileThreshold=45000 "$@"

# Before JDK 24 a cell could put up a security manager that forbids the kernel everything.
set -- -Djava.security.manager=disallow "$@"

# Warnings of the JVM belong on stderr: stdout is the user's.
# shellcheck disable=SC2086  # LULL_JAVA_OPTS is a list of words by intent
# Without its performance counters an idle JVM sleeps; with them it wakes twenty times a second to count.
# From JDK 22 on text is laid out through method handles, which take the first chart a tenth of a second to spin.
# A heap that begins small (it grows at need) keeps what the compiler throws away from filling a large one first.
# Home is where HOME says, as for Jupyter; the JVM by itself asks the password file, which in a container may know nobody.
exec "$java" -XX:-UsePerfData -XX:InitialRAMPercentage=0.3 -Xlog:disable -Xlog:all=error:stderr -Djava.awt.headless=true -Dsun.font.layout.ffm=false \
    ${HOME:+"-Duser.home=$HOME"} \
    -Dlull.home="$lull_home" -Dlull.archive="$key.jsa" $LULL_JAVA_OPTS "$@"
