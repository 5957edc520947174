#!/bin/sh
# SPDX-License-Identifier: MIT
#
# blob.sh NAME [check]: compiles blobs/NAME.c, freestanding and free of relocations, into NAME_blob.h:
#	a hash of its sources, the protocol's version, a byte array, an offset for each symbol blob_entry_*
# With "check" nothing is written: the hash must agree and, with the compiler that the header names, every byte.
set -eu

name=${1:?usage: blob.sh NAME [check]}
mode=${2:-write}
cd "$(dirname "$0")/.."
header=${name}_blob.h
compiler=${BLOB_CC:-gcc}
objcopy=${OBJCOPY:-objcopy}
nm=${NM:-nm}
machine=$($compiler -dumpmachine)
arch=${machine%%-*}
flags="-std=gnu11 -Os -g0 -Wall -Wextra -Wpedantic -Wshadow -Wundef -Wstrict-prototypes -Werror
	-ffreestanding -fpie -fvisibility=hidden -fno-stack-protector -fno-asynchronous-unwind-tables
	-fno-unwind-tables -fno-ident -fno-common -fno-tree-loop-distribute-patterns -fno-tree-vectorize
	-fomit-frame-pointer -fno-strict-aliasing -fno-delete-null-pointer-checks"
case $arch in
x86_64) # no FPU or vector register may change: the cure of a killed dumper puts back only the general ones
	flags="$flags -m64 -mgeneral-regs-only -mno-red-zone -fcf-protection=none" ;;
*)
	echo "blob.sh: no blobs for $arch yet: see blobs/" >&2
	exit 1 ;;
esac
tmp=$(mktemp -d)
trap 'rm -rf "$tmp"' EXIT INT TERM

# What a blob is made of: all of blobs/ but the other blobs' main files.
sources=$(for f in blobs/*; do
	case $f in
	blobs/"$name".c | *.h | *.S | *.lds) echo "$f" ;;
	blobs/parasite.c | blobs/restorer.c) ;;
	*.c) echo "$f" ;;
	esac
done | LC_ALL=C sort)
hash=$( (echo "$flags"; for f in $sources; do echo "$f"; cat "$f"; done) | tr -s ' \t\n' ' ' | sha256sum | cut -d' ' -f1)
version=$(sed -n 's/^#define[ \t]*WIRE_VERSION[ \t]*\([0-9][0-9]*\).*/\1/p' blobs/wire.h)
: "${version:?blobs/wire.h must define WIRE_VERSION as a number}"
with=$($compiler --version | head -n 1)
case $with in # after the hash, which is the same for all compilers
*clang*) flags=$(echo "$flags" | sed 's/-fno-tree-loop-distribute-patterns//; s/-fno-tree-vectorize//') ;;
esac

if [ "$mode" = check ]; then
	if ! grep -q "$hash" "$header"; then
		echo "$header: its sources have changed: run 'make blobs'" >&2
		exit 1
	fi
	if ! grep -qF "$with" "$header"; then
		echo "$header: hash agrees; bytes not compared: made with another compiler"
		exit 0
	fi
fi

objects=
for f in blobs/"$name".c blobs/"$arch"*.S blobs/start*.S; do
	[ -e "$f" ] || continue
	o=$tmp/$(basename "$f").o
	# shellcheck disable=SC2086
	$compiler $flags -c -o "$o" "$f"
	objects="$objects $o"
done
# shellcheck disable=SC2086
$compiler -nostdlib -static-pie -Wl,--no-dynamic-linker,-z,norelro,--build-id=none,--no-warn-rwx-segments \
	-Wl,-e,0,-T,blobs/blob.lds -o "$tmp/elf" $objects
if [ -n "$($nm -u "$tmp/elf")" ]; then
	echo "blob $name: undefined symbols:" >&2
	$nm -u "$tmp/elf" >&2
	exit 1
fi
$objcopy -O binary -j .text "$tmp/elf" "$tmp/bin"
size=$(wc -c <"$tmp/bin")
[ "$size" -gt 0 ] || { echo "blob $name: empty" >&2; exit 1; }

upper=$(echo "$name" | tr '[:lower:]' '[:upper:]')
guard=CR_${upper}_BLOB_H
{
	cat <<END
/* SPDX-License-Identifier: MIT
 *
 * Generated from blobs/ by tool/blob.sh (make blobs); do not edit.
 * sources: sha256 $hash
 * made with: $with
 */
#ifndef $guard
#define $guard

#define ${upper}_BLOB_VERSION $version

#if defined(__${arch}__)
#define ${upper}_BLOB_SIZE $size
END
	$nm "$tmp/elf" | sed -n 's/^\([0-9a-f]*\) [Tt] blob_entry_\(.*\)/\1 \2/p' | LC_ALL=C sort |
	while read -r at entry; do
		echo "#define ${upper}_ENTRY_$(echo "$entry" | tr '[:lower:]' '[:upper:]') 0x$(echo "$at" | sed 's/^0*\(.\)/\1/')"
	done
	echo
	echo "#define ${upper}_BLOB cr_${name}_blob_$arch"
	echo "static const unsigned char cr_${name}_blob_$arch[${upper}_BLOB_SIZE] = {"
	od -An -v -tx1 -w16 "$tmp/bin" | sed 's/ \([0-9a-f][0-9a-f]\)/0x\1, /g; s/ $//; s/^/	/'
	cat <<END
};
#else
#error "no $name blob for this architecture yet: see blobs/ and tool/blob.sh"
#endif

#endif
END
} >"$tmp/header"
grep -q "_ENTRY_" "$tmp/header" || { echo "blob $name: no symbol blob_entry_*" >&2; exit 1; }

if [ "$mode" = check ]; then
	if ! cmp -s "$tmp/header" "$header"; then
		echo "$header: differs from what its sources give: run 'make blobs'" >&2
		exit 1
	fi
	echo "$header: agrees, $size bytes"
	exit 0
fi
cmp -s "$tmp/header" "$header" || cp "$tmp/header" "$header"
echo "$header: $size bytes"
