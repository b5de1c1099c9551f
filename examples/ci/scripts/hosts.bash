# shellcheck shell=bash
# What GitHub and GitLab are asked, in one form. Sourced, after common.bash.
#
# A page is a comment or an issue that these scripts write. Ours is one that begins with our header AND
# that we wrote: anybody can write the header into a comment, and with a token that may write, the host
# would let us overwrite it, or let its author change later what counts as reviewed.

answer=$(mktemp)
request=$(mktemp)
trap 'rm -f "$answer" "$request"' EXIT

# The status of what the token may not do, as that of a pull request from a fork; no other command ends with it.
not_allowed=93

# METHOD URL [JSON-FILE] → the status of the answer; 000 when there is none. The token goes to curl
# through a file descriptor, where no list of processes shows it. A POST is sent once.
call() {
  local options=(--silent --show-error --max-time 60 --request "$1" --output "$answer" --write-out '%{http_code}')
  if [ "$1" != POST ]; then options+=(--retry 3); fi
  if [ $# -gt 2 ]; then options+=(--header 'Content-Type: application/json' --data-binary "@$3"); fi
  curl "${options[@]}" --config <(printf 'header = "%s"\n' "$(authorization)") "$2" || true
}

# METHOD URL [JSON-FILE]: the answer stands in $answer. Ends with $not_allowed when the token may not do
# that or there is none; every other failure ends the script.
ask() {
  local status
  if [ -z "$token" ]; then return "$not_allowed"; fi
  status=$(call "$@")
  case $status in
    2??) return 0 ;;
    401 | 403 | 404) return "$not_allowed" ;;
    *) fail "$1 ${2%%\?*} was answered with $status: $(head -c 300 "$answer" | tr -c '[:print:]' ' ')" ;;
  esac
}

# URL JQ-FILTER: what the filter lets through, one JSON value a line, of all pages. In the filter are
# $header, $us and first_line.
all() {
  local page=1 separator='?' count
  case $1 in *\?*) separator='&' ;; esac
  while :; do
    ask GET "$1${separator}per_page=100&page=$page" || return
    jq -c --arg header "$header" --arg us "$us" \
      'def first_line: split("\n")[0] // "" | rtrimstr("\r"); .[] | '"$2" "$answer" ||
      fail "GET $1 was answered with something else than a list."
    count=$(jq length "$answer")
    if [ "$count" -lt 100 ]; then return 0; fi
    page=$((page + 1))
  done
}

header=
us=
label=assistants-drift

if [ "${GITLAB_CI:-}" = true ]; then
  project=${CI_API_V4_URL:?}/projects/${CI_PROJECT_ID:?}
  change=${CI_MERGE_REQUEST_IID:-}
  token=${ASST_GITLAB_TOKEN:-}
  update=PUT
  authorization() { printf 'PRIVATE-TOKEN: %s' "$token"; }
  find_out_who_we_are() { ask GET "$CI_API_V4_URL/user" && us=$(jq -r .id "$answer"); }

  # CHANGE: the URL of its comments, and its own ones that are ours
  comments_url() { printf '%s/merge_requests/%s/notes' "$project" "$1"; }
  comment_url() { printf '%s/merge_requests/%s/notes/%s' "$project" "$change" "$1"; }
  our_comments() { all "$(comments_url "$1")" 'select((.author.id | tostring) == $us and (.body | first_line) == $header)'; }

  our_issues() {
    all "$project/issues?state=opened&labels=$label" \
      'select((.author.id | tostring) == $us and (.description // "" | first_line) == $header) | .iid'
  }
  issue_json() { jq -n --arg title "$1" --arg tag "$label" --rawfile body "$2" '{title: $title, labels: $tag, description: $body}'; }
  closing_json() { jq -n --rawfile body "$1" '{state_event: "close", description: $body}'; }

  merged_changes() { all "$project/repository/commits/${CI_COMMIT_SHA:?}/merge_requests" 'select(.state == "merged") | .iid'; }
else
  project=${GITHUB_API_URL:-https://api.github.com}/repos/${GITHUB_REPOSITORY:?}
  change=
  if [ -r "${GITHUB_EVENT_PATH:-}" ]; then
    change=$(jq -r '.pull_request.number // empty' "$GITHUB_EVENT_PATH")
  fi
  token=${ASST_GITHUB_TOKEN:-}
  update=PATCH
  authorization() { printf 'Authorization: Bearer %s' "$token"; }
  # The token of a job cannot ask whose it is.
  find_out_who_we_are() { us=${ASST_COMMENT_AUTHOR:-github-actions[bot]}; }

  comments_url() { printf '%s/issues/%s/comments' "$project" "$1"; }
  comment_url() { printf '%s/issues/comments/%s' "$project" "$1"; }
  our_comments() { all "$(comments_url "$1")" 'select(.user.login == $us and (.body | first_line) == $header)'; }

  # Pull requests are issues, too, in this list.
  our_issues() {
    all "$project/issues?state=open&labels=$label" \
      'select(.pull_request == null and .user.login == $us and (.body // "" | first_line) == $header) | .number'
  }
  issue_json() { jq -n --arg title "$1" --arg tag "$label" --rawfile body "$2" '{title: $title, labels: [$tag], body: $body}'; }
  closing_json() { jq -n --rawfile body "$1" '{state: "closed", body: $body}'; }

  merged_changes() { all "$project/commits/${GITHUB_SHA:?}/pulls" 'select(.merged_at != null) | .number'; }
fi
