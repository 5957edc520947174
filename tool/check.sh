#!/bin/sh
# SPDX-License-Identifier: MIT
#
# check.sh [RULE...]: the rules of this code base, each a function below. A rule prints what breaks it, one line each,
# as FILE:LINE: text where it can; silence is consent. The last line is the sum.
set -u

cd "$(dirname "$0")/.."
export LC_ALL=C
GCC=${GCC:-gcc}
CLANG=${CLANG:-clang}
strict="-std=c11 -Wall -Wextra -Wpedantic -Wshadow -Wundef -Wstrict-prototypes -Werror"
tmp=$(mktemp -d)
trap 'rm -rf "$tmp"' EXIT INT TERM

parts=$(find impl -name '*.c' | sort)
heads=$(find impl -name '*.h' | sort)
ours=$(ls ./*.[ch] | sed 's|^\./||' | grep -v _blob.h; find impl blobs examples test -name '*.[chS]' ! -path '*/images/*')

# A layer may include those of lower rank; the five with the same rank do not know each other.
rank() {
	case $1 in
	base) echo 1 ;; kernel) echo 2 ;; image) echo 3 ;; control) echo 4 ;; object) echo 5 ;;
	task | memory | file | socket | namespace) echo 6 ;;
	engine) echo 7 ;;
	*) echo 0 ;;
	esac
}

# == layout ============================================================================================================

rule_parts_listed() { # every part has its line in cr_impl.c, every test piece in test.c
	for f in $parts; do
		# a file of one architecture is included by the part that chooses among them
		grep -qs "#include \"$(basename "$f")\"" "$(dirname "$f")"/*.c && continue
		grep -q "^#include \"$f\"" cr_impl.c || echo "$f: not listed in cr_impl.c"
	done
	for f in gen/*.c; do
		grep -q "^#include \"$f\"" cr_impl.c || echo "$f: not listed in cr_impl.c"
	done
	for f in $(sed -n 's/^#include "\(.*\)"/\1/p' cr_impl.c); do
		[ -e "$f" ] || echo "cr_impl.c: lists $f, which is not there"
	done
	for f in test/t_*.c; do
		grep -q "^#include \"$f\"" test.c || echo "$f: not listed in test.c"
	done
	for f in $(grep -l 'struct t_test [a-z_]*\[\]' test/t_*.c); do
		table=$(sed -n 's/.*struct t_test \([a-z_]*\)\[\].*/\1/p' "$f")
		for t in $table; do
			grep -q "T_LIST($t)" test.c || echo "$f: its table $t is not in test.c"
		done
	done
}

rule_layer_order() { # cr_impl.c goes from low to high
	last=0
	for layer in $(sed -n 's|^#include "impl/\([a-z]*\)/.*|\1|p' cr_impl.c | uniq); do
		r=$(rank "$layer")
		[ "$r" -ge "$last" ] || echo "cr_impl.c: $layer stands behind a higher layer"
		last=$r
	done
}

rule_one_header() { # each folder has exactly one
	for dir in impl/*/; do
		layer=$(basename "$dir")
		set -- "$dir"*.h
		[ -e "$1" ] || continue
		[ "$*" = "impl/$layer/$layer.h" ] || echo "$dir: headers: $*"
	done
}

rule_includes() { # own header, lower layers' headers, and few named things
	for f in $parts $heads; do
		layer=$(basename "$(dirname "$f")")
		grep -n '^[ \t]*#[ \t]*include "' "$f" | sed 's/:[^"]*"/ /; s/".*//' | while read -r line name; do
			case $name in
			"$layer.h") continue ;;
			../../cr.h) [ "$layer" = base ] && continue ;;
			../../gen/*) [ "$(rank "$layer")" -ge 3 ] && continue ;;
			../../parasite_blob.h) [ "$layer" = control ] && continue ;;
			../../restorer_blob.h) [ "$(rank "$layer")" -ge 4 ] && continue ;;
			../../blobs/*.h) [ "$(rank "$layer")" -ge 2 ] && continue ;;
			arch_*.c) [ "$f" = impl/kernel/arch.c ] && continue ;;
			../*/*.h)
				other=${name#../}
				other=${other%%/*}
				[ "$name" = "../$other/$other.h" ] && [ "$(rank "$other")" -gt 0 ] &&
					[ "$(rank "$other")" -lt "$(rank "$layer")" ] && continue
				;;
			esac
			echo "$f:$line: $layer may not include \"$name\""
		done
	done
}

# == words =============================================================================================================

# Code without comments; strings stay. Line numbers stay.
code() {
	awk '{
		line = $0; out = ""
		while (line != "") {
			if (inside) {
				i = index(line, "*/")
				if (!i) break
				line = substr(line, i + 2); inside = 0
				continue
			}
			if (match(line, /"([^"\\]|\\.)*"|\/\*|\/\//)) {
				token = substr(line, RSTART, RLENGTH)
				out = out substr(line, 1, RSTART - 1)
				line = substr(line, RSTART + RLENGTH)
				if (token == "/*") inside = 1
				else if (token == "//") break
				else out = out token
			} else {
				out = out line; line = ""
			}
		}
		print out
	}' "$1"
}

# only PATTERN WHERE TEXT [BUT]: the pattern may stand only in files that match WHERE, or in lines that match BUT.
only() {
	for f in $parts $heads; do
		echo "$f" | grep -Eq "$2" && continue
		code "$f" | grep -En "$1" | grep -Ev "${4:-^$}" | sed "s|^\([0-9]*\):.*|$f:\1: $3|"
	done
}

rule_words() {
	only '(^|[^a-z_])ptrace[ ]*\(|sys_ptrace' '^impl/(control|kernel)/' 'ptrace only in control/'
	only '"/proc' '^impl/kernel/' '/proc only in kernel/' 'error_set'
	only 'SYS[0-6]\(SYS_' '^impl/kernel/' 'system calls by number only in kernel/'
	only '(^|[^a-z_])syscall[ ]*\(|__asm__|(^|[^a-z_])asm[ (]' '^impl/kernel/' 'raw system calls and assembly only in kernel/'
	only '^#.*(__x86_64__|__i386__|__aarch64__|__riscv|__powerpc|__s390)' '^impl/kernel/arch' \
		'architectures only in impl/kernel/arch*'
	only '(^|[^a-z_])(printf|fprintf|puts|abort|getenv|setenv|chdir|sigaction|signal|atexit|strerror|perror)[ ]*\(' '^$' \
		'nothing prints, exits, reads the environment or changes the caller'
	only '(^|[^a-z_])(sprintf|snprintf|strcpy|strcat|strtol|strtoul|atoi|sscanf|strtok)[ ]*\(' '^$' 'use str_*'
	only '\(\{|, *##' '^$' 'statement expressions and ", ##__VA_ARGS__" are not C11'
	only '(^|[^a-zA-Z_])(TODO|FIXME|XXX)([^a-zA-Z_]|$)' '^$' 'unfinished'
}

rule_licence_lines() {
	for f in $ours tool/* Makefile .ci/run blobs/*.lds proto/*.proto gen/*; do
		[ -e "$f" ] || continue
		case $f in *.tsv | *.txt) continue ;; esac
		head -n 2 "$f" | grep -q 'SPDX-License-Identifier: MIT' || echo "$f:1: no SPDX line on top"
	done
}

rule_form() { # tabs are 8 columns; 100 is the aim, 140 the end
	for f in $ours tool/*.sh cr_impl.c; do
		expand "$f" | awk -v f="$f" '/clang-format off/ { off = 1 } /clang-format on/ { off = 0 }
			!off && length > 140 { print f ":" NR ": " length " columns" }'
		awk -v f="$f" '/[ \t]$/ { print f ":" NR ": blank at the end of the line" } /\r/ { print f ":" NR ": CR" }' "$f"
		lines=$(wc -l <"$f")
		[ "$lines" -le 1500 ] || echo "$f: $lines lines: split it by subject"
	done
}

# Words that belong to one machine or to the making, not to the software.
rule_text_is_ours() {
	grep -nE '/[w]ork/|/tmp/[a-z]+/' $parts $heads cr.h cr_impl.c README.md CHANGES.md Makefile 2>/dev/null |
		sed 's/\(:[0-9]*:\).*/\1 a path of one machine/'
}

# == names =============================================================================================================

# What a name at file scope may begin with: the stem of its file, its folder, or what tool/prefixes.txt adds.
prefixes() { # FILE
	stem=$(basename "$1" | sed 's/\.[ch]$//')
	layer=$(basename "$(dirname "$1")")
	set -- "$1" "$stem" "${stem%s}" "${stem%%_*}" "$layer" "${layer%s}"
	case $1 in
	*.h) for part in "impl/$layer"/*.c; do
		part=$(basename "$part" .c)
		set -- "$@" "$part" "${part%s}" "${part%%_*}"
	done ;;
	esac
	awk -v f="$1" -v layer="impl/$layer/" '$1 == f || (index(f, ".h") && index($1, layer) == 1) || ($1 == layer) {
		for (i = 2; i <= NF && $i !~ /^#/; i++) print $i }' tool/prefixes.txt
	shift
	printf '%s\n' "$@"
}

# Objects of the parts, each compiled alone with nothing thrown away; made once.
object() {
	echo "$tmp/parts/$(echo "$1" | tr / :).o"
}

objects() {
	[ -e "$tmp/parts" ] && return
	mkdir "$tmp/parts"
	for f in $parts; do
		$GCC -std=c11 -O0 -w -fkeep-static-functions -c -o "$(object "$f")" "$f" || echo "$f: does not compile alone"
	done
	sed -n 's/^static inline .*[ *]\([a-z_0-9]*\)(.*/\1/p' $heads | sort -u >"$tmp/inline"
	nm --defined-only "$tmp"/parts/*.o | awk 'NF == 3 { print $3 }' | sort -u >"$tmp/kit"
}

rule_names() {
	objects
	for f in $parts; do
		{
			nm "$(object "$f")" | grep -Fwvf "$tmp/inline" |
				awk '$2 ~ /^[tTdDbBrR]$/ && $3 !~ /\./ && $3 !~ /^(__|cr_)/ { print $3 }'
			declared "$f"
		} | sort -u >"$tmp/names"
		unprefixed "$f"
	done
	for f in $heads; do
		declared "$f" >"$tmp/names"
		unprefixed "$f"
	done
}

# Macros and tags; a macro that its file takes back (#undef) is nobody's, one that stands in for a
# header's (inside #ifndef) the kernel's.
declared() {
	code "$1" | awk '
	/^#[ \t]*ifndef/ { depth++; missing[depth] = !/_H$/; next }
	/^#[ \t]*if/ { depth++; missing[depth] = /!defined/; next }
	/^#[ \t]*endif/ { depth-- }
	/^#[ \t]*define[ \t]+/ {
		if (depth > 0 && missing[depth]) next
		sub(/^#[ \t]*define[ \t]+/, ""); sub(/[^A-Za-z0-9_].*/, ""); name[$0] = 1
	}
	/^#[ \t]*undef[ \t]+/ { delete name[$2] }
	/^(struct|union|enum)[ \t]+[a-z_0-9]+[ \t]*\{/ { name[$2] = 1 }
	END { for (n in name) print n }' | grep -Ev '^(_GNU_SOURCE|CR_[A-Z0-9_]+|cr_.*)$'
}

unprefixed() {
	prefixes "$1" >"$tmp/prefixes"
	awk -v f="$1" 'NR == FNR { p[tolower($1)]; next }
	{
		name = tolower($1)
		for (i in p) if (name == i || index(name, i) == 1 && substr(name, length(i) + 1) ~ /^[_0-9]/) next
		print f ": " $1 " carries no prefix of its part"
	}' "$tmp/prefixes" "$tmp/names"
}

# == objects ===========================================================================================================

rule_warnings_gcc() {
	$GCC $strict -O2 -c -o "$tmp/gcc.o" cr_impl.c 2>&1
	$GCC $strict -O0 -c -o /dev/null cr_impl.c 2>&1
}

rule_warnings_clang() {
	command -v "$CLANG" >/dev/null || return 77
	$CLANG $strict -O2 -c -o "$tmp/clang.o" cr_impl.c 2>&1
}

rule_no_options() { # cc -c cr_impl.c is all an application needs
	$GCC -c -o "$tmp/plain.o" cr_impl.c 2>&1
	if command -v "$CLANG" >/dev/null; then
		$CLANG -c -o "$tmp/plain.o" cr_impl.c 2>&1
	fi
}

rule_symbols() { # cr_* and nothing else is visible, and all of cr.h is there
	$GCC -O2 -w -c -o "$tmp/o" cr_impl.c || return
	nm -g --defined-only "$tmp/o" | awk '$3 !~ /^cr_/ { print "cr_impl.o: defines " $3 }'
	code cr.h | sed -n 's/^CR_API .*[ *]\(cr_[a-z_]*\)(.*/\1/p' | sort >"$tmp/promised"
	nm -g --defined-only "$tmp/o" | awk '{ print $3 }' | sort >"$tmp/defined"
	comm -23 "$tmp/promised" "$tmp/defined" | sed 's/^/cr.h: promises /; s/$/, which is not defined/'
	comm -13 "$tmp/promised" "$tmp/defined" | sed 's/^/cr_impl.o: defines /; s/$/, which is not in cr.h/'
}

rule_no_mutable_data() { # .data.rel.ro is constant once the loader has relocated it
	$GCC -O2 -w -c -o "$tmp/o" cr_impl.c || return
	objdump -t "$tmp/o" | awk '{
		for (i = 3; i <= 5; i++) # the column depends on the flags before it
			if ($i ~ /^\.(data|bss|tdata|tbss)$/ && $(i + 1) !~ /^0*$/) print "cr_impl.o: " $NF " can be written"
	}'
	objdump -h "$tmp/o" | awk '$2 ~ /^\.(init_array|fini_array|ctors|dtors)/ { print "cr_impl.o: " $2 " runs code unasked" }'
}

# What is called between freeze and release must not be libc's: see base.h. tool/libc.txt names what is allowed where.
rule_libc() {
	objects
	for f in $parts; do
		nm -u "$(object "$f")" | awk '{ print $2 }' | grep -Fxvf "$tmp/kit" | awk -v f="$f" '
		NR == FNR {
			if ($1 == f || $1 == "*") for (i = 2; i <= NF && $i !~ /^#/; i++) ok[$i]
			next
		}
		!($1 in ok) && $1 !~ /^cr__/ { print f ": uses " $1 ": see tool/libc.txt" }' tool/libc.txt -
	done
}

rule_header_cxx() {
	cat >"$tmp/use.cc" <<-END
		#include "$PWD/cr.h"
		#include "$PWD/cr.h"
		int main()
		{
			cr_save_opts o = cr_save_opts_init();
			cr_error e;
			return cr_save("x", &o, &e) == CR_FAILED;
		}
	END
	for cxx in g++ clang++; do
		command -v $cxx >/dev/null || continue
		$cxx -std=c++11 -Wall -Wextra -Wpedantic -Wshadow -Wundef -Werror -c -o "$tmp/use.o" "$tmp/use.cc" 2>&1
		found=1
	done
	[ "${found:-}" ] || return 77
}

rule_header_c() { # alone, and as C99
	printf '#include "%s/cr.h"\n#include "%s/cr.h"\n' "$PWD" "$PWD" >"$tmp/use.c"
	$GCC -std=c99 -Wall -Wextra -Wpedantic -Wshadow -Wundef -Wstrict-prototypes -Werror -c -o "$tmp/use.o" "$tmp/use.c" 2>&1
}

rule_examples() {
	for f in examples/*.c; do
		[ -e "$f" ] && $GCC $strict -O2 -I. -c -o "$tmp/o" "$f" 2>&1
	done
}

# == other tools =======================================================================================================

rule_clang_tidy() { # .clang-tidy says which checks, and why not the others
	command -v clang-tidy >/dev/null || return 77
	clang-tidy --quiet cr_impl.c -- -std=c11 2>/dev/null | sed "s|$PWD/||"
}

rule_cppcheck() {
	command -v cppcheck >/dev/null || return 77
	cppcheck --quiet --std=c11 --enable=warning,portability,performance --inline-suppr \
		--suppressions-list=tool/cppcheck.txt --template='{file}:{line}: {id}: {message}' -j "$(nproc)" \
		-D__x86_64__ $parts 2>&1
}

rule_shell() {
	for f in tool/*.sh .ci/run; do
		[ -e "$f" ] || continue
		case $(head -n 1 "$f") in *bash*) bash -n "$f" 2>&1 ;; *) sh -n "$f" 2>&1 ;; esac
		[ -x "$f" ] || echo "$f: not executable"
	done
}

advice_format() { # said, not asked
	command -v clang-format >/dev/null || return
	n=0
	for f in $parts $heads; do
		clang-format "$f" | cmp -s - "$f" || n=$((n + 1))
	done
	[ "$n" = 0 ] || echo "# clang-format would change $n files"
}

# ======================================================================================================================

all="parts_listed layer_order one_header includes words licence_lines form text_is_ours names warnings_gcc warnings_clang
	no_options symbols no_mutable_data libc header_c header_cxx examples clang_tidy cppcheck shell"
passed=0 failed=0 skipped=0
for rule in ${*:-$all}; do
	"rule_$rule" >"$tmp/out"
	status=$?
	if [ -s "$tmp/out" ]; then
		echo "not ok - $rule"
		sed 's/^/  /' "$tmp/out"
		failed=$((failed + 1))
	elif [ $status = 77 ]; then
		echo "ok - $rule # SKIP tool not installed"
		skipped=$((skipped + 1))
	else
		echo "ok - $rule"
		passed=$((passed + 1))
	fi
done
[ $# -gt 0 ] || advice_format
echo "$passed passed, $failed failed, $skipped skipped"
[ $failed = 0 ]
