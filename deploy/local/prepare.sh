# What up, replay and jobs have in common: find Java, build what is not built. Sourced, not run.

project=$(cd "$(dirname "${BASH_SOURCE[0]}")/../.." && pwd)
local_target=$project/deploy/local/target

# Sets $java, or says what is missing.
find_java() {
    java=${JAVA_HOME:+$JAVA_HOME/bin/}java
    local version
    if ! version=$("$java" -version 2>&1); then
        echo "No Java found${JAVA_HOME:+ in JAVA_HOME, $JAVA_HOME}. Turnstile needs a JDK 17 or newer: install one, or point JAVA_HOME at it." >&2
        exit 1
    fi
    [[ $version =~ version\ \"([0-9]+) ]] || { echo "Cannot tell the version of $java." >&2; exit 1; }
    if ((BASH_REMATCH[1] < 17)); then
        echo "Turnstile needs a JDK 17 or newer, and $java is $(head -n 1 <<<"$version"). Point JAVA_HOME at a newer one." >&2
        exit 1
    fi
}

# The jars' own dates don't tell (they are the same for the same sources, always), so a stamp does.
is_built() {
    local stamp=$local_target/built
    [[ -f $stamp && -f $local_target/local-platform.jar ]] || return 1
    local changed
    changed=$(find "$project" \( -name target -o -name '.*' ! -path "$project" \) -prune -o \
        \( -path '*/src/main/*' -o -path '*/pipelines/*.yaml' -o -name pom.xml \) -type f -newer "$stamp" -print -quit)
    [[ -z $changed ]]
}

build_if_needed() {
    is_built && return
    if ! "${java}c" -version >/dev/null 2>&1; then
        echo "Turnstile has to be built, and beside $java there is no compiler. Install a JDK 17 or newer, not only its runtime, or point JAVA_HOME at one." >&2
        exit 1
    fi
    local log=$local_target/build.log
    mkdir -p "$local_target"
    # Who has never built it wants to run it: a third of the time without the formatter and the static checks. Whoever
    # changes something builds again, with all checks.
    local checks=
    [[ -d $project/event-contracts/target ]] || checks=-Dquick
    echo "Building Turnstile; the first time this takes some minutes (log: $log)" >&2
    touch "$local_target/build-began"
    if ! (cd "$project" && ./mvnw -B -ntp $checks -DskipTests package </dev/null 2>&1) | tee "$log" |
        sed -n 's/^\[INFO\] Building \(.*[^ ]\) [^ ][^ ]* *\(\[[0-9]*\/[0-9]*\]\)$/  \2 \1/p' >&2; then
        echo "The build failed:" >&2
        grep '^\[ERROR\]' "$log" | head -n 15 >&2 || tail -n 15 "$log" >&2
        exit 1
    fi
    # As old as the build's beginning: what is changed meanwhile is built the next time.
    mv "$local_target/build-began" "$local_target/built"
}
