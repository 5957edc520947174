#!/bin/sh
# SPDX-License-Identifier: MIT
#
# dist.sh: dist/cr.h and dist/cr_impl.c, the kit as two files. Every #include "..." is replaced by what it names, once;
# the rest stays as it is, line for line, but for functions in headers, which need not all be used. Then the pair is
# built and tested where it stands, and the demo is built from it alone.
set -eu

cd "$(dirname "$0")/.."
CC=${CC:-cc}
strict="-std=c11 -Wall -Wextra -Wpedantic -Wshadow -Wundef -Wstrict-prototypes -Werror"
version=$(sed -n 's/^#define CR_VERSION_\(MAJOR\|MINOR\|PATCH\) //p' cr.h | paste -sd.)
mkdir -p dist/build
tmp=$(mktemp -d)
trap 'rm -rf "$tmp"' EXIT INT TERM

cp cr.h dist/cr.h
{
	echo "/* SPDX-License-Identifier: MIT"
	echo " *"
	echo " * cr $version in two files, made from the tree by make dist; edit that, not this."
	echo " *"
	sed 's/^/ * /; s/ *$//' LICENSE
	echo " */"
	awk -v first=cr_impl.c '
	function canonical(path,   part, n, i, out, depth) {
		n = split(path, part, "/"); depth = 0
		for (i = 1; i <= n; i++) {
			if (part[i] == "." || part[i] == "") continue
			if (part[i] == "..") depth--
			else out[++depth] = part[i]
		}
		path = out[1]
		for (i = 2; i <= depth; i++) path = path "/" out[i]
		return path
	}
	function inline(file,   line, name, dir) {
		done[file] = 1
		if (file != first) print "\n/* ==== " file " ==== */"
		dir = file
		if (!sub(/\/[^\/]*$/, "", dir)) dir = "."
		while ((got = (getline line < file)) > 0) {
			if (line !~ /^[ \t]*#[ \t]*include "/) {
				if (file ~ /\.h$/) sub(/^static inline /, "static inline __attribute__((unused)) ", line)
				print line
				continue
			}
			name = line
			sub(/^[^"]*"/, "", name); sub(/".*/, "", name)
			name = canonical(dir "/" name)
			if (name in done) continue
			if (name == "cr.h") { done[name] = 1; print "#include \"cr.h\"" }
			else inline(name)
		}
		if (got < 0) { print "dist.sh: cannot read " file > "/dev/stderr"; failed = 1; exit 1 }
		close(file)
	}
	BEGIN { inline(first); exit failed }'
} >"$tmp/cr_impl.c"
cp "$tmp/cr_impl.c" dist/cr_impl.c

if grep -n '^[ \t]*#[ \t]*include "' dist/cr_impl.c | grep -v '"cr.h"'; then
	echo "dist.sh: not everything is inlined" >&2
	exit 1
fi
cp dist/cr.h dist/cr_impl.c "$tmp/"
for compiler in gcc clang; do
	command -v $compiler >/dev/null || continue
	# shellcheck disable=SC2086
	(cd "$tmp" && $compiler $strict -O2 -c -o "$compiler.o" cr_impl.c)
done
(cd "$tmp" && $CC -O2 -g -c cr_impl.c)
if nm -g --defined-only "$tmp/cr_impl.o" | grep -v ' cr_'; then
	echo "dist.sh: foreign names are visible" >&2
	exit 1
fi
cp "$tmp/cr_impl.o" dist/build/
for example in savegame cr; do
	$CC -O2 -Idist -o dist/build/$example examples/$example.c dist/build/cr_impl.o -lprotobuf-c -lcap -lpthread
done
$CC -O1 -w -DT_IMPL='"dist/cr_impl.c"' -DT_TREE="\"$PWD\"" -o dist/build/test test.c -lprotobuf-c -lcap -lpthread
echo "dist/cr.h: $(wc -l <dist/cr.h) lines; dist/cr_impl.c: $(wc -l <dist/cr_impl.c) lines; compiles alone"
dist/build/test 'infra-*' 'error*' 'memory_*' 'criu_*'
