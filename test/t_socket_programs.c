/* SPDX-License-Identifier: MIT
 *
 * Programs that talk to each other through Unix sockets and that nobody here wrote, from Debian's
 * packages, each tree as a whole: a message bus with those who listen on it, an X server with a
 * program that has a window. Others come to them by name before and after.
 */
#include "t.h"

#include <stdio.h>
#include <stdlib.h>
#include <string.h>

/* Until the command succeeds. */
static void socket_await(const char *what, const char *command)
{
	for (uint64_t end = t_now_ns() + 10000000000u; t_run(NULL, "%s", command) != 0;) {
		T_MUST(t_now_ns() < end, "%s: not within 10 s: %s", what, command);
		t_sleep_ms(10);
	}
}

/* == dbus-daemon =============================================================================== */

static const char socket_bus[] =
	"export DBUS_SESSION_BUS_ADDRESS=unix:path=$PWD/bus\n"
	"dbus-daemon --session --address=$DBUS_SESSION_BUS_ADDRESS --nofork --nopidfile &\n"
	"while [ ! -S bus ]; do sleep 0.01; done\n"
	"dbus-monitor \"interface='org.test.I'\" >one.log &\n"
	"dbus-monitor --monitor \"member='Ping'\" >two.log &\n"
	"wait\n";

/* To everybody who listens, from a process that is none of the tree. */
static void socket_ping(int n)
{
	T_CHECK(t_run(NULL,
		      "DBUS_SESSION_BUS_ADDRESS=unix:path=$PWD/bus "
		      "dbus-send --type=signal / org.test.I.Ping string:ping-%d-",
		      n) == 0,
		"dbus-send");
	for (int i = 0; i < 2; i++) {
		char command[64];

		snprintf(command, sizeof(command), "grep -q ping-%d- %s.log", n, i ? "two" : "one");
		socket_await("a signal", command);
	}
}

static void socket_dbus(void)
{
	struct t_subject s;

	programs_begin();
	t_start_program(&s, "bus", (char *[]){"sh", "-c", (char *)(uintptr_t)socket_bus, NULL});
	socket_await("the listeners", "grep -q NameAcquired one.log && grep -q . two.log");
	socket_ping(1);
	for (int i = 0; i < 2; i++) {
		programs_cycle(&s.pid, "", "");
		socket_ping(2 + i);
	}
	T_CHECK(t_run(NULL, "test $(grep -c 'string \"ping' one.log) = 3") == 0,
		"signals are lost or repeated");
	T_CHECK(t_run(NULL, "pkill -x -P %d dbus-daemon", (int)s.pid) == 0, "pkill");
	programs_end(s.pid);
}

/* == Xvfb ====================================================================================== */

static const char socket_screen[] = "export DISPLAY=:%d\n"
				    "Xvfb $DISPLAY -screen 0 320x240x24 -fbdir . -nolisten tcp &\n"
				    "while [ ! -S /tmp/.X11-unix/X%d ]; do sleep 0.01; done\n"
				    "xlogo -geometry 200x150+20+30 &\n"
				    "wait\n";

static void socket_xvfb(void)
{
	int display = 1000 + (int)(t_now_ns() / 1000 % 30000);
	char script[512], command[256];
	struct t_subject s;

	programs_begin();
	snprintf(script, sizeof(script), socket_screen, display, display);
	t_start_program(&s, "screen", (char *[]){"sh", "-c", script, NULL});
	snprintf(command, sizeof(command),
		 "DISPLAY=:%d xwininfo -root -tree | grep -q '\"xlogo\".*200x150+20+30'", display);
	socket_await("the window", command);
	/* Drawn, which is seen from two pictures alike that are not empty. */
	snprintf(command, sizeof(command),
		 "DISPLAY=:%d; export DISPLAY; xwd -silent -root >before; sleep 0.1; xwd -silent "
		 "-root "
		 "| cmp - before && test $(tail -c 300000 before | od -An -v -tx4 -w4 | sort -u | "
		 "wc "
		 "-l) -gt 1",
		 display);
	socket_await("the picture", command);
	T_MUST(t_run(NULL, "cp Xvfb_screen0 file.before") == 0, "the screen as a file");
	programs_cycle(&s.pid, "", "");
	T_CHECK(t_run(NULL, "cmp Xvfb_screen0 file.before") == 0, "the screen's file has changed");
	T_CHECK(t_run(NULL, "DISPLAY=:%d xwd -silent -root | cmp - before", display) == 0,
		"another picture");
	/* What is covered and seen again the program draws anew. */
	T_CHECK(t_run(NULL,
		      "DISPLAY=:%d; export DISPLAY; xeyes -geometry 320x240+0+0 & eyes=$!; i=0;"
		      "while xwd -silent -root | cmp -s - before && [ $((i+=1)) -lt 300 ]; do "
		      "sleep "
		      "0.03; done; xwd -silent -root | cmp -s - before && exit 1; kill $eyes; wait "
		      "$eyes; exit 0",
		      display) == 0,
		"nothing can be drawn");
	snprintf(command, sizeof(command), "DISPLAY=:%d xwd -silent -root | cmp -s - before",
		 display);
	socket_await("the picture again", command);
	T_CHECK(t_run(NULL, "pkill -x -P %d Xvfb", (int)s.pid) == 0, "pkill");
	programs_end(s.pid);
	T_CHECK(t_run(NULL, "test ! -e /tmp/.X11-unix/X%d", display) == 0, "its name is left");
}

static const struct t_test socket_programs_tests[] = {
	{"socket_dbus", socket_dbus, T_ROOT, 60, "dbus-daemon dbus-monitor dbus-send pkill", NULL},
	{"socket_xvfb", socket_xvfb, T_ROOT, 60, "Xvfb xlogo xeyes xwd xwininfo pkill od cmp",
	 NULL},
};
