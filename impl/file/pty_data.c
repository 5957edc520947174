/* SPDX-License-Identifier: MIT
 *
 * pty_data: what one side of a pseudo-terminal has written and the other not read, in both
 * directions, and whether the output is stopped (^S).
 *
 * Nobody can look at these bytes without taking them away. So they are taken and put back at once,
 * in the way in which a load puts them there: the terminal's modes are set so that every byte
 * passes as it is. In canonical mode what has been typed are lines, the last one perhaps not
 * finished; one that ends without a newline (^D) is remembered by its end.
 *
 * A process of its own does it, which goes on when the saver is killed. Not done, and told: where a
 * notice of packet mode waits, with EXTPROC, and where somebody is sent SIGIO for new bytes.
 */
#include "file.h"

#include <sys/ioctl.h>
#include <termios.h>

enum {
	PTY_DATA_MOST = 65536, /* of one direction; the kernel keeps less */
	PTY_DATA_ENDS = 4096,  /* lines that end without a newline */
	PTY_DATA_WAITS = 200, /* of a millisecond: till the kernel has passed on what was written */
	PTY_DATA_EXTPROC = 0200000
};

struct pty_data {
	int master, slave; /* slave: of our own, not blocking */
	bool packet, stopped;
	unsigned char *out, *in; /* of the slave's side */
	size_t out_n, in_n;
	uint32_t *ends; /* of lines in `in` */
	size_t end_n;
	int r;
};

static int pty_data_open(struct cr_ctx *cx, struct pty_data *p, int master)
{
	*p = (struct pty_data){.master = master, .slave = -1};
	p->out = cx_alloc(cx, PTY_DATA_MOST);
	p->in = cx_alloc(cx, PTY_DATA_MOST);
	p->ends = cx_array(cx, PTY_DATA_ENDS, sizeof(*p->ends));
	if (!p->out || !p->in || !p->ends)
		return error_memory(cx);
	p->slave = sys_ioctl(master, TIOCGPTPEER,
			     (void *)(uintptr_t)(O_RDWR | O_NOCTTY | O_NONBLOCK | O_CLOEXEC));
	return p->slave < 0 ? p->slave : 0;
}

static bool pty_data_ready(int fd, short what)
{
	struct pollfd pfd = {.fd = fd, .events = what};

	return sys_poll(&pfd, 1, 0) > 0 && (pfd.revents & what);
}

static int pty_data_packet(const struct pty_data *p, int on)
{
	return p->packet ? sys_ioctl(p->master, TIOCPKT, &on) : 0;
}

/* == putting there ============================================================================= */

/* A byte that stands for the end of a line, for want of a newline: none that is in the text. */
static unsigned char pty_data_end_byte(const struct pty_data *p)
{
	bool used[256] = {['\n'] = true};

	for (size_t i = 0; i < p->in_n; i++)
		used[p->in[i]] = true;
	for (int c = 1; c < 256; c++)
		if (!used[c])
			return (unsigned char)c;
	return 4;
}

/* Every byte passes as it is; echoed, which shows that the kernel has taken it in. */
static struct tty_modes pty_data_plain(const struct tty_modes *modes, unsigned char end)
{
	struct tty_modes t = *modes;

	t.iflag = t.oflag = 0;
	t.lflag = modes->lflag & ICANON ? ICANON | ECHO : 0;
	memset(t.cc, 0, sizeof(t.cc));
	t.cc[t.lflag ? VEOF : VMIN] = t.lflag ? end : 1;
	return t;
}

/* The kernel passes on later what was written; modes that are set meanwhile would apply. */
static void pty_data_await(const struct pty_data *p, bool canonical, size_t complete)
{
	size_t echoed = canonical ? 0 : p->in_n;
	unsigned char echo[256];

	for (int i = 0; i < PTY_DATA_WAITS; i++) {
		int waiting = 0;

		while (echoed < p->in_n && pty_data_ready(p->master, POLLIN)) {
			ssize_t n = sys_read(p->master, echo, sizeof(echo));
			if (n <= 0)
				break;
			echoed += (size_t)n;
		}
		if (sys_fionread(p->slave, &waiting) < 0 ||
		    (echoed >= p->in_n && waiting >= 0 && (size_t)waiting >= complete))
			return;
		(void)sys_sleep_ns(1000000);
	}
}

static int pty_data_type(const struct pty_data *p, const struct tty_modes *modes, unsigned char end)
{
	bool canonical = modes->lflag & ICANON;
	size_t at = 0, complete = canonical ? 0 : p->in_n;

	for (size_t i = 0; canonical && i < p->in_n; i++)
		if (p->in[i] == '\n')
			complete = i + 1;
	for (size_t i = 0; at < p->in_n || i < p->end_n; i++) {
		size_t to = canonical && i < p->end_n ? p->ends[i] : p->in_n;

		if (to > at && sys_write(p->master, p->in + at, to - at) != (ssize_t)(to - at))
			return -EIO;
		at = to;
		if (i >= p->end_n)
			break;
		if (canonical && sys_write(p->master, &end, 1) != 1)
			return -EIO;
		if (canonical && to > complete)
			complete = to;
	}
	pty_data_await(p, canonical, complete);
	return 0;
}

/* ^S, by the hand of the one who typed it. */
static void pty_data_stop(const struct pty_data *p, const struct tty_modes *modes)
{
	if (!(modes->iflag & IXON) || !modes->cc[VSTOP] ||
	    sys_write(p->master, &modes->cc[VSTOP], 1) != 1)
		(void)sys_ioctl(p->slave, TCXONC, (void *)(uintptr_t)TCOOFF);
	for (int i = 0; i < PTY_DATA_WAITS && pty_data_ready(p->slave, POLLOUT); i++)
		(void)sys_sleep_ns(1000000);
}

static int pty_data_put(const struct pty_data *p, struct tty_modes *modes)
{
	unsigned char end = pty_data_end_byte(p);
	struct tty_modes plain = pty_data_plain(modes, end);
	int r = pty_data_packet(p, 0);

	if (r == 0)
		r = sys_ioctl(p->slave, TCSETS, &plain);
	if (r == 0)
		r = pty_data_type(p, modes, end);
	if (r == 0 && p->out_n && sys_write(p->slave, p->out, p->out_n) != (ssize_t)p->out_n)
		r = -EIO;
	int back = sys_ioctl(p->slave, TCSETS, modes);
	if (p->stopped)
		pty_data_stop(p, modes);
	int back2 = pty_data_packet(p, 1);
	return r < 0 ? r : back < 0 ? back : back2;
}

/* == taking away =============================================================================== */

static void pty_data_take_out(struct pty_data *p)
{
	while (p->out_n < PTY_DATA_MOST && pty_data_ready(p->master, POLLIN)) {
		ssize_t n = sys_read(p->master, p->out + p->out_n, PTY_DATA_MOST - p->out_n);
		if (n <= 0)
			return;
		p->out_n += (size_t)n;
	}
}

static void pty_data_take_lines(struct pty_data *p)
{
	while (p->in_n < PTY_DATA_MOST && p->end_n < PTY_DATA_ENDS &&
	       pty_data_ready(p->slave, POLLIN)) {
		ssize_t n = sys_read(p->slave, p->in + p->in_n, PTY_DATA_MOST - p->in_n);
		if (n < 0)
			return;
		p->in_n += (size_t)n;
		if (n == 0 || p->in[p->in_n - 1] != '\n')
			p->ends[p->end_n++] = (uint32_t)p->in_n;
	}
}

static void pty_data_take_rest(struct pty_data *p)
{
	while (p->in_n < PTY_DATA_MOST && pty_data_ready(p->slave, POLLIN)) {
		ssize_t n = sys_read(p->slave, p->in + p->in_n, PTY_DATA_MOST - p->in_n);
		if (n <= 0)
			return;
		p->in_n += (size_t)n;
	}
}

static int pty_data_take(struct pty_data *p, const struct tty_modes *modes)
{
	struct tty_modes quiet = *modes;
	int r = pty_data_packet(p, 0);

	if (r < 0)
		return r;
	pty_data_take_out(p);
	p->stopped = !pty_data_ready(p->slave, POLLOUT);
	quiet.lflag &= ~(uint32_t)(ECHO | ECHONL | ISIG);
	r = sys_ioctl(p->slave, TCSETS, &quiet);
	if (r == 0 && (modes->lflag & ICANON))
		pty_data_take_lines(p);
	quiet.lflag &= ~(uint32_t)ICANON;
	quiet.cc[VMIN] = 1;
	quiet.cc[VTIME] = 0;
	if (r == 0)
		r = sys_ioctl(p->slave, TCSETS, &quiet);
	if (r == 0)
		pty_data_take_rest(p);
	return r;
}

static void pty_data_visit(void *arg)
{
	struct pty_data *p = arg;
	struct tty_modes modes;

	p->r = sys_ioctl(p->slave, TCGETS, &modes);
	if (p->r == 0 && (modes.lflag & PTY_DATA_EXTPROC))
		p->r = -EOPNOTSUPP;
	if (p->r == 0) {
		p->r = pty_data_take(p, &modes);
		int r = pty_data_put(p, &modes);
		if (p->r == 0)
			p->r = r;
	}
}

/* == both directions of the image ============================================================== */

static int pty_data_add(struct dump *d, uint32_t id, void *data, size_t n)
{
	Cr__TtyDataEntry e;

	if (n == 0)
		return 0;
	cr__tty_data_entry__init(&e);
	e.tty_id = id;
	e.data.data = data;
	e.data.len = n;
	return dump_add(d, IMAGE_TTY_DATA, &e.base);
}

static int pty_data_save(struct dump *d, const struct open_file *master, uint32_t slave_id,
			 struct pty_data *p)
{
	Cr__CrFileEntry *extra = dump_cr_file(d, master->id);
	int r = pty_data_add(d, master->entry->tty->tty_info_id, p->out, p->out_n);

	if (!extra)
		return error_memory(d->cx);
	if (r == 0)
		r = pty_data_add(d, slave_id, p->in, p->in_n);
	extra->line_ends = p->ends;
	extra->n_line_ends = p->end_n;
	extra->has_stopped = p->stopped;
	extra->stopped = p->stopped;
	return r;
}

CR_FN int pty_data_dump(struct dump *d, const struct open_file *master, uint32_t slave_id,
			bool packet)
{
	struct pty_data p;
	int r = pty_data_open(d->cx, &p, master->fd);

	p.packet = packet;
	if (r == 0 && packet && pty_data_ready(master->fd, POLLPRI))
		r = -EBUSY;
	if (r == 0)
		r = visit_run(d->cx, pty_data_visit, &p);
	if (r == 0)
		r = p.r;
	if (p.slave >= 0)
		sys_close(p.slave);
	return r < 0 ? r : pty_data_save(d, master, slave_id, &p);
}

static int pty_data_find(struct load *l, uint32_t master_id, uint32_t slave_id, struct pty_data *p)
{
	struct record_in in;
	Cr__TtyDataEntry *e;
	int r = record_open(l->image, IMAGE_TTY_DATA, 0, &in);

	if (r < 0)
		return r == -ENOENT ? 0 : r;
	while ((r = record_next(&in, &cr__tty_data_entry__descriptor, &e)) > 0) {
		if (e->tty_id != master_id && e->tty_id != slave_id)
			continue;
		if (e->data.len > PTY_DATA_MOST)
			return error_set(l->cx, CR_E_DAMAGED, 0, 0, "tty-data.img",
					 "a terminal has more unread bytes than it can hold");
		if (e->tty_id == master_id) {
			p->out = e->data.data;
			p->out_n = e->data.len;
		} else {
			p->in = e->data.data;
			p->in_n = e->data.len;
		}
	}
	return r;
}

CR_FN int pty_data_load(struct load *l, const struct load_file *master, uint32_t slave_id,
			bool packet)
{
	const Cr__CrFileEntry *extra = master->extra;
	struct pty_data p = {.master = master->fd, .slave = -1, .packet = packet};
	struct tty_modes modes;
	int r = pty_data_find(l, master->entry->tty->tty_info_id, slave_id, &p);

	if (r < 0)
		return r;
	for (size_t i = 0; extra && i < extra->n_line_ends; i++)
		if (extra->line_ends[i] > p.in_n ||
		    (i && extra->line_ends[i] < extra->line_ends[i - 1]))
			return error_set(l->cx, CR_E_DAMAGED, 0, 0, "cr.img",
					 "a terminal's line ends behind its text");
	p.ends = extra ? extra->line_ends : NULL;
	p.end_n = extra ? extra->n_line_ends : 0;
	p.stopped = extra && extra->stopped;
	if (!p.out_n && !p.in_n && !p.end_n && !p.stopped)
		return 0;
	CR_AUTOFD int slave = sys_ioctl(
		p.master, TIOCGPTPEER,
		(void *)(uintptr_t)(O_RDWR | O_NOCTTY | O_NONBLOCK | O_CLOEXEC));
	p.slave = slave;
	r = slave < 0 ? slave : sys_ioctl(slave, TCGETS, &modes);
	if (r == 0)
		r = pty_data_put(&p, &modes);
	if (r < 0)
		degrade(l->cx, 0, "pty", "a pseudo-terminal has lost unread bytes (%s)",
			error_name(-r));
	return 0;
}
