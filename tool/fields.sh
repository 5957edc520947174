#!/bin/sh
# SPDX-License-Identifier: MIT
#
# fields.sh: the messages, fields, numbers, types and defaults of proto/ (cr.proto, which is ours, aside) are those of
# proto/fields.tsv, CRIU's; nothing missing, nothing more.
set -eu

cd "$(dirname "$0")/.."
tmp=$(mktemp -d)
trap 'rm -rf "$tmp"' EXIT INT TERM

# Schema to rows of message, number, name, label, type, options. One enum deep inside a message is all there is.
schemas=$(LC_ALL=C ls proto/*.proto | grep -v '/cr\.proto$')
# shellcheck disable=SC2086
awk '
/^message / { message = $2; next }
/^\t?enum / { enum = (message ? message "." : "") $2; enums[enum] = message; next }
/^\t?}/ && enum { enum = ""; next }
/^}/ { message = ""; next }
enum && /=/ { sub(/;.*/, ""); print "enum " enum "\t" $3 "\t" $1 "\t\t\t"; next }
message && /=/ {
	option = ""
	if (match($0, /\[default = [^]]*\]/))
		option = "default=" substr($0, RSTART + 11, RLENGTH - 12)
	type = (message "." $2) in enums ? message "." $2 : $2
	sub(/;.*/, "", $5)
	print message "\t" $5 "\t" $3 "\t" $1 "\t" type "\t" option
}' $schemas | LC_ALL=C sort >"$tmp/ours"

awk -F '\t' 'NR > 1 { print $2 "\t" $3 "\t" $4 "\t" $5 "\t" $6 "\t" $7 }' proto/fields.tsv | LC_ALL=C sort >"$tmp/theirs"
if ! diff "$tmp/theirs" "$tmp/ours" >"$tmp/diff"; then
	echo "proto/ (>) differs from proto/fields.tsv (<):" >&2
	grep '^[<>]' "$tmp/diff" >&2
	exit 1
fi
echo "proto/: $(grep -vc '^enum' "$tmp/ours") fields, $(grep -c '^enum' "$tmp/ours") enum values agree with fields.tsv"
