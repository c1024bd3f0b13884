#!/bin/sh
# What the self-contained release has besides the other one, to TARGET/linux-x64: a Java runtime of JDK, the archive
# of classes from a training run on that runtime, and a bill of materials that names it.
set -eu
jdk=$1
target=$2
time=$3
made=$target/linux-x64

# What chartbot and its libraries use as it runs them. Left out of what jdeps lists: java.desktop (SnakeYAML's beans,
# JNA's windows) and java.scripting's engines; what loads them is never reached.
modules=java.base,java.logging,java.management,java.naming,java.net.http,java.rmi,java.scripting,java.security.jgss
modules=$modules,java.sql,java.xml,jdk.charsets,jdk.crypto.ec,jdk.httpserver,jdk.unsupported

rm -rf "$made"
mkdir -p "$made"
"$jdk/bin/jlink" --add-modules "$modules" --strip-debug --no-man-pages --no-header-files --output "$made/runtime"
version=$(sed -n 's/^JAVA_VERSION="\(.*\)"/\1/p' "$made/runtime/release")

# Without it, a runtime before Java 25 has no archive of its own classes.
"$made/runtime/bin/java" -Xshare:dump >/dev/null

# The JVM takes the archive for a jar of this time only; it is the time that all files of the release have.
touch -d "$time" "$target/chartbot.jar"
# Before Java 25 an archive fits only where the jar is at the path of the training run: none is shipped.
if [ "${version%%.*}" -ge 25 ]; then
  env -i LC_ALL=C.UTF-8 "$made/runtime/bin/java" "-XX:AOTCacheOutput=$made/chartbot.aot" \
    -XX:TieredStopAtLevel=1 -XX:+UseSerialGC -Xmn6m -Xlog:disable -classpath "$target/chartbot.jar" chartbot.Training
fi

java='{"type": "platform", "bom-ref": "java-runtime", "name": "OpenJDK", "version": "'$version'"},'
sed "s|^  \"components\": \[|&\n    $java|" "$target/bom.json" >"$made/bom.json"
