#!/bin/sh
# SPDX-License-Identifier: MIT
#
# gen.sh: makes gen/NAME.pb-c.[ch] from proto/NAME.proto with protoc-c (Debian: protobuf-c-compiler).
# gen.sh check: each carries the hash of its sources; with the same protoc-c every byte is compared too.
#
# What protoc-c gives is changed in three ways: no pack and unpack helpers (the kit calls protobuf_c_message_*
# itself), linkage by CR_GEN (static in the one translation unit, hidden otherwise), includes by relative path.
set -eu

mode=${1:-write}
[ "$mode" != check ] || mode=--check
cd "$(dirname "$0")/.."
tool/fields.sh
tmp=$(mktemp -d)
trap 'rm -rf "$tmp"' EXIT INT TERM
PROTOC_C=${PROTOC_C:-protoc-c}

names=$(cd proto && LC_ALL=C ls -- *.proto | sed 's/\.proto$//')

# A generated file depends on its schema, on those that it imports (their types' names), and on this script.
gen_hash() {
	{
		cat tool/gen.sh "proto/$1.proto"
		for import in $(sed -n 's/^import "\(.*\)";$/\1/p' "proto/$1.proto"); do
			cat "proto/$import"
		done
	} | sha256sum | cut -d' ' -f1
}

gen_stale() {
	echo "gen/$1: $2: run 'make gen'" >&2
	failed=1
}

# One function is a block from its type's line to the line that ends it.
gen_edit() {
	awk '
	skip { if (/;$/ && header || /^}/) skip = 0; next }
	/^#ifndef PROTOBUF_C_.*__INCLUDED$/ { header = 1 }
	/^\/\* Generated (by|from)/ || /^\/\* Do not generate deprecated/ { next }
	/^#ifndef PROTOBUF_C__NO_DEPRECATED/ { drop = 1 }
	drop { if (/^#endif/) drop = 0; next }
	/^Cr__[A-Za-z0-9_]* \*$/ || /^(size_t|void) .*__(get_packed_size|pack|pack_to_buffer|free_unpacked)$/ { skip = 1; next }
	/^void .*__init$/ { $0 = "CR_GEN " $0 }
	{ sub(/^extern const Protobuf/, "CR_GEN_DATA const Protobuf"); sub(/^const Protobuf/, "CR_GEN const Protobuf") }
	{ sub(/[ \t]+$/, ""); print }'
}

failed=0
for n in $names; do
	hash=$(gen_hash "$n")
	for f in "$n.pb-c.c" "$n.pb-c.h"; do
		[ "$mode" != --check ] || grep -qs "sha256 $hash" "gen/$f" || gen_stale "$f" "its sources have changed"
	done
done
for f in gen/*; do
	n=$(basename "$f" | sed 's/\.pb-c\.[ch]$//')
	[ "$mode" != --check ] || [ -e "proto/$n.proto" ] || gen_stale "$(basename "$f")" "has no source"
done
[ "$failed" = 0 ] || exit 1

if ! command -v "$PROTOC_C" >/dev/null; then
	[ "$mode" = --check ] || { echo "gen.sh: needs protoc-c (protobuf-c-compiler)" >&2; exit 1; }
	echo "gen/: hashes agree; bytes not compared: no protoc-c here"
	exit 0
fi
version=$("$PROTOC_C" --version | head -n 1)
if [ "$mode" = --check ] && ! grep -qF "with: $version" gen/cr.pb-c.h; then
	echo "gen/: hashes agree; bytes not compared: made by another protoc-c"
	exit 0
fi

mkdir "$tmp/out" "$tmp/gen"
for n in $names; do
	"$PROTOC_C" -Iproto --c_out="$tmp/out" "proto/$n.proto"
	hash=$(gen_hash "$n")
	for f in "$n.pb-c.c" "$n.pb-c.h"; do
		{
			cat <<END
/* SPDX-License-Identifier: MIT
 *
 * Generated from proto/$n.proto by tool/gen.sh (make gen); do not edit.
 * sources: sha256 $hash
 * made with: $version
 */
END
			if [ "$f" = "$n.pb-c.h" ]; then
				cat <<'END'
#ifndef CR_GEN
#ifdef CR_ONE_TU
#define CR_GEN static __attribute__((unused))
#define CR_GEN_DATA static __attribute__((unused))
#else
#define CR_GEN __attribute__((visibility("hidden")))
#define CR_GEN_DATA extern __attribute__((visibility("hidden")))
#endif
#endif

END
			fi
			gen_edit <"$tmp/out/$f"
		} >"$tmp/edited"
		cat -s "$tmp/edited" >"$tmp/gen/$f"
	done
done
if [ "$mode" = --check ]; then
	diff -r "$tmp/gen" gen >/dev/null || { echo "gen/: differs from what proto/ gives: run 'make gen'" >&2; exit 1; }
	echo "gen/: agrees"
	exit 0
fi
mkdir -p gen
for f in gen/*.pb-c.[ch]; do
	[ ! -e "$f" ] || [ -e "$tmp/gen/$(basename "$f")" ] || rm "$f"
done
for f in "$tmp"/gen/*; do
	cmp -s "$f" "gen/$(basename "$f")" || cp "$f" gen/
done
echo "gen/: made from proto/"
