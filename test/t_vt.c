/* SPDX-License-Identifier: MIT
 *
 * t_vt: the screen of a terminal, as far as it takes to compare two of them: characters and the
 * cursor, not colours. Understands what programs send to an xterm with 8-bit characters; what it
 * does not know it passes over.
 */
#include "t.h"
#include <ctype.h>
#include <string.h>

enum { VT_TEXT, VT_ESCAPE, VT_SKIP_ONE, VT_CSI, VT_STRING, VT_STRING_ESCAPE };

void t_vt_open(struct t_vt *vt, int rows, int cols)
{
	memset(vt, 0, sizeof(*vt));
	vt->rows = rows;
	vt->cols = cols;
	vt->bottom = rows - 1;
	memset(vt->cell, ' ', sizeof(vt->cell));
	memset(vt->first, ' ', sizeof(vt->first));
}

static void vt_blank(struct t_vt *vt, int row, int from, int to)
{
	if (from < to)
		memset(&vt->cell[row][from], ' ', (size_t)(to - from));
}

/* Lines top to bottom move up by n (down when negative). */
static void vt_scroll(struct t_vt *vt, int top, int bottom, int n)
{
	for (int i = top; i <= bottom; i++) {
		int row = n > 0 ? i : bottom - (i - top), from = row + n;

		if (from >= top && from <= bottom)
			memcpy(vt->cell[row], vt->cell[from], sizeof(vt->cell[row]));
		else
			vt_blank(vt, row, 0, T_VT_COLS);
	}
}

static void vt_down(struct t_vt *vt)
{
	if (vt->row == vt->bottom)
		vt_scroll(vt, vt->top, vt->bottom, 1);
	else if (vt->row < vt->rows - 1)
		vt->row++;
}

static void vt_up(struct t_vt *vt)
{
	if (vt->row == vt->top)
		vt_scroll(vt, vt->top, vt->bottom, -1);
	else if (vt->row > 0)
		vt->row--;
}

static void vt_go(struct t_vt *vt, int row, int col)
{
	vt->row = row < 0 ? 0 : row >= vt->rows ? vt->rows - 1 : row;
	vt->col = col < 0 ? 0 : col >= vt->cols ? vt->cols - 1 : col;
	vt->wrap = false;
}

/* At the right margin the next character wraps, not this one. */
static void vt_put(struct t_vt *vt, char c)
{
	if (vt->wrap) {
		vt->col = 0;
		vt->wrap = false;
		vt_down(vt);
	}
	vt->cell[vt->row][vt->col] = vt->last = c;
	if (vt->col == vt->cols - 1)
		vt->wrap = true;
	else
		vt->col++;
}

/* n characters of the line come or go at the cursor. */
static void vt_shift(struct t_vt *vt, int n)
{
	char *line = vt->cell[vt->row];
	int room = vt->cols - vt->col, by = n > 0 ? n : -n;

	if (by > room)
		by = room;
	if (n > 0) {
		memmove(line + vt->col + by, line + vt->col, (size_t)(room - by));
		vt_blank(vt, vt->row, vt->col, vt->col + by);
	} else {
		memmove(line + vt->col, line + vt->col + by, (size_t)(room - by));
		vt_blank(vt, vt->row, vt->cols - by, vt->cols);
	}
}

static void vt_erase_line(struct t_vt *vt, int how)
{
	vt_blank(vt, vt->row, how == 0 ? vt->col : 0, how == 1 ? vt->col + 1 : vt->cols);
}

static void vt_erase_screen(struct t_vt *vt, int how)
{
	if (how < 2)
		vt_erase_line(vt, how);
	for (int row = 0; row < vt->rows; row++)
		if (how >= 2 || (how == 0 ? row > vt->row : row < vt->row))
			vt_blank(vt, row, 0, vt->cols);
}

/* 1049: the other screen, which is empty; and back to the first one, with its cursor. */
static void vt_private(struct t_vt *vt, char c)
{
	if (vt->arg[0] != 1049 || (c != 'h' && c != 'l'))
		return;
	if (c == 'h') {
		memcpy(vt->first, vt->cell, sizeof(vt->cell));
		vt->first_row = vt->row;
		vt->first_col = vt->col;
		vt_erase_screen(vt, 2);
	} else {
		memcpy(vt->cell, vt->first, sizeof(vt->cell));
		vt_go(vt, vt->first_row, vt->first_col);
	}
}

static void vt_csi(struct t_vt *vt, char c)
{
	int a = vt->arg[0], n = a > 0 ? a : 1, b = vt->arg[1];

	if (vt->mark) {
		if (vt->mark == '?')
			vt_private(vt, c);
		return;
	}
	switch (c) {
	case 'A':
		vt_go(vt, vt->row - n, vt->col);
		break;
	case 'B':
		vt_go(vt, vt->row + n, vt->col);
		break;
	case 'C':
		vt_go(vt, vt->row, vt->col + n);
		break;
	case 'D':
		vt_go(vt, vt->row, vt->col - n);
		break;
	case 'E':
		vt_go(vt, vt->row + n, 0);
		break;
	case 'F':
		vt_go(vt, vt->row - n, 0);
		break;
	case 'G':
	case '`':
		vt_go(vt, vt->row, n - 1);
		break;
	case 'd':
		vt_go(vt, n - 1, vt->col);
		break;
	case 'H':
	case 'f':
		vt_go(vt, n - 1, b > 0 ? b - 1 : 0);
		break;
	case 'J':
		vt_erase_screen(vt, a);
		break;
	case 'K':
		vt_erase_line(vt, a);
		break;
	case 'L':
		vt_scroll(vt, vt->row, vt->bottom, -n);
		break;
	case 'M':
		vt_scroll(vt, vt->row, vt->bottom, n);
		break;
	case 'S':
		vt_scroll(vt, vt->top, vt->bottom, n);
		break;
	case 'T':
		vt_scroll(vt, vt->top, vt->bottom, -n);
		break;
	case '@':
		vt_shift(vt, n);
		break;
	case 'P':
		vt_shift(vt, -n);
		break;
	case 'X':
		vt_blank(vt, vt->row, vt->col, vt->col + n < vt->cols ? vt->col + n : vt->cols);
		break;
	case 'b':
		while (n-- > 0)
			vt_put(vt, vt->last);
		break;
	case 'r':
		vt->top = n - 1;
		vt->bottom = b > 0 && b <= vt->rows ? b - 1 : vt->rows - 1;
		vt_go(vt, 0, 0);
		break;
	default:
		break;
	}
}

static int vt_escape(struct t_vt *vt, char c)
{
	switch (c) {
	case '[':
		memset(vt->arg, 0, sizeof(vt->arg));
		vt->args = 0;
		vt->mark = '\0';
		return VT_CSI;
	case ']':
	case 'P':
		return VT_STRING;
	case '(':
	case ')':
	case '#':
		return VT_SKIP_ONE;
	case '7':
		vt->saved_row = vt->row;
		vt->saved_col = vt->col;
		break;
	case '8':
		vt_go(vt, vt->saved_row, vt->saved_col);
		break;
	case 'M':
		vt_up(vt);
		break;
	case 'D':
		vt_down(vt);
		break;
	case 'E':
		vt->col = 0;
		vt_down(vt);
		break;
	default:
		break;
	}
	return VT_TEXT;
}

static void vt_control(struct t_vt *vt, char c)
{
	switch (c) {
	case '\r':
		vt_go(vt, vt->row, 0);
		break;
	case '\n':
		vt_down(vt);
		break;
	case '\b':
		vt_go(vt, vt->row, vt->col - 1);
		break;
	case '\t':
		vt_go(vt, vt->row, (vt->col / 8 + 1) * 8);
		break;
	case '\033':
		vt->state = VT_ESCAPE;
		break;
	default:
		break;
	}
}

static int vt_parameter(struct t_vt *vt, char c)
{
	if (isdigit((unsigned char)c)) {
		if (vt->arg[vt->args] < 10000)
			vt->arg[vt->args] = vt->arg[vt->args] * 10 + (c - '0');
	} else if (c == ';') {
		if (vt->args < T_VT_ARGS - 1)
			vt->args++;
	} else if (c >= 0x40) {
		vt_csi(vt, c);
		return VT_TEXT;
	} else {
		vt->mark = c;
	}
	return VT_CSI;
}

void t_vt_write(struct t_vt *vt, const char *text, size_t n)
{
	for (; n > 0; text++, n--) {
		char c = *text;

		if (vt->state == VT_TEXT && (unsigned char)c < ' ')
			vt_control(vt, c);
		else if (vt->state == VT_TEXT)
			vt_put(vt, c);
		else if (vt->state == VT_ESCAPE)
			vt->state = vt_escape(vt, c);
		else if (vt->state == VT_CSI)
			vt->state = vt_parameter(vt, c);
		else if (vt->state == VT_STRING)
			vt->state = c == '\a'	  ? VT_TEXT
				    : c == '\033' ? VT_STRING_ESCAPE
						  : VT_STRING;
		else /* the last of "ESC ( B", of "ESC \" */
			vt->state = VT_TEXT;
	}
}

void t_vt_text(const struct t_vt *vt, char *text)
{
	for (int row = 0; row < vt->rows; row++) {
		int n = vt->cols;

		while (n > 0 && vt->cell[row][n - 1] == ' ')
			n--;
		memcpy(text, vt->cell[row], (size_t)n);
		text += n;
		*text++ = '\n';
	}
	*text = '\0';
}
