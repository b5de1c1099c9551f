# shellcheck shell=bash
# What the scripts of this folder share. Sourced, never run.

asst=${ASST_BINARY:-asst}
target=${ASST_TARGET:-}
config=${ASST_CONFIG:-assistants}

# Everything that is made for the pipeline lies here. The saved plan in it holds prompt text.
out=${ASST_OUTPUT:-${RUNNER_TEMP:?set ASST_OUTPUT to a folder}/asst-${target:-default}}

# What a plan and a page written by these scripts begin and end with.
header_pattern='<!-- asst (plan|drift): [a-z0-9-]{1,40}/[a-z0-9-]{1,40} -->'
digest_pattern='<!-- asst digest: (sha256:[0-9a-f]{64}) -->'

on_github() { [ "${GITHUB_ACTIONS:-}" = true ]; }

say() { printf '%s\n' "$*"; }

# GitHub reads the two streams of a job each by itself, so commands and what must be none go into one: the
# standard output of the script, also where a caller takes that of a function for a result.
exec 3>&1

annotate() { # LEVEL TEXT
  local text=${2//[$'\r\n']/ }
  if on_github; then printf '::%s::%s\n' "$1" "${text//%/%25}" >&3; else printf '%s: %s\n' "$1" "$text" >&2; fi
}

fail() {
  annotate error "$*"
  exit 1
}

# NAME VALUE: an output of the step, and a file that the next script reads.
output() {
  printf '%s\n' "$2" >"$out/$1"
  if [ -n "${GITHUB_OUTPUT:-}" ]; then printf '%s=%s\n' "$1" "$2" >>"$GITHUB_OUTPUT"; fi
}

# Shows a file in the log. GitHub runs every line that begins with `::`, indented or not, as a command
# of the workflow, and a prompt may hold such a line: so commands are off meanwhile.
show() { # FILE
  local token
  if on_github; then
    token=$(od -An -N16 -tx1 /dev/urandom | tr -d ' \n')
    printf '::stop-commands::%s\n' "$token"
    cat "$1"
    printf '\n::%s::\n' "$token"
  else
    cat "$1"
  fi
}

# Text for a comment in which nothing of it counts: a fence longer than any run of backticks inside,
# and a space before each line, since GitLab takes a line that begins with `/` for an order.
# It ends at a line's end before BYTES are full, and says so.
fenced() { # FILE BYTES
  local fence
  fence=$(LC_ALL=C awk '
    { text = $0
      while (match(text, /`+/)) {
        if (RLENGTH > longest) longest = RLENGTH
        text = substr(text, RSTART + RLENGTH)
      } }
    END { if (longest < 3) longest = 2; while (longest-- >= 0) printf "`" }' "$1")
  printf '%s\n' "${fence}text"
  LC_ALL=C awk -v limit="$2" '
    { size += length($0) + 2
      if (size > limit) { print " …  the log of the job holds the rest"; exit }
      print " " $0 }' "$1"
  printf '%s\n' "$fence"
}

# --target, --config and ASST_ARGUMENTS (one argument a line, so that no shell takes it apart) → arguments
read_arguments() {
  local line
  arguments=(--config "$config")
  if [ -n "$target" ]; then arguments+=(--target "$target"); fi
  while IFS= read -r line; do
    line=${line#"${line%%[![:space:]]*}"}
    line=${line%"${line##*[![:space:]]}"}
    if [ -n "$line" ]; then arguments+=("$line"); fi
  done <<<"${ASST_ARGUMENTS:-}"
}
