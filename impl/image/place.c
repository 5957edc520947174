/* SPDX-License-Identifier: MIT
 *
 * place: the paths and directories that saves lie in. What may be replaced, what may be removed,
 * whom to trust. Refuses to follow links out of a save and to remove any name that is not one of a
 * save.
 */
#include "image.h"

CR_FN int place_open(struct cr_ctx *cx, const char *path, struct place *ret)
{
	struct place p = {.path = path, .parent = -1};
	size_t len = path ? strlen(path) : 0;

	if (len == 0)
		return error_set(cx, CR_E_ARGUMENT, 0, 0, "path", "the path of the save is empty");
	char *copy = arena_str(&cx->arena, path);
	if (!copy)
		return error_memory(cx);
	for (; len > 1 && copy[len - 1] == '/'; p.slash = true)
		copy[--len] = 0;
	size_t start = len;
	while (start > 0 && copy[start - 1] != '/')
		start--;
	p.name = copy + start;
	const char *parent = start > 1 ? copy : start == 1 ? "/" : ".";
	if (start > 1)
		copy[start - 1] = 0;
	p.parent = sys_openat(AT_FDCWD, parent, O_RDONLY | O_DIRECTORY, 0);
	if (p.parent == -EACCES) /* may be writable all the same */
		p.parent = sys_openat(AT_FDCWD, parent, O_PATH | O_DIRECTORY, 0);
	if (p.parent < 0)
		return error_set(cx, CR_E_PATH, -p.parent, 0, path,
				 "the directory of %s cannot be opened", path);
	*ret = p;
	return 0;
}

CR_FN void place_close(struct place *p)
{
	sys_close_auto(&p->parent);
}

CR_FN int place_temp_name(struct cr_ctx *cx, char name[32])
{
	uint64_t random;

	int r = sys_getrandom(&random, sizeof(random));
	if (r < 0)
		return error_set(cx, CR_E_SYSTEM, -r, 0, "getrandom",
				 "no random bytes for a temporary name");
	str_format(name, 32, ".cr-%016llx", (unsigned long long)random);
	return 0;
}

CR_FN int place_clear_dir(int dir)
{
	struct sys_dir walk;
	const char *name;
	int r, removed;

	/* A walk need not see every name when others are removed under it: again until nothing is
	 * found. */
	do {
		removed = 0;
		sys_dir_start(&walk, dir);
		while ((r = sys_dir_next(&walk, &name)) > 0)
			if (format_may_remove(name) && sys_unlinkat(dir, name, 0) >= 0)
				removed++;
	} while (r >= 0 && removed);
	return r;
}

CR_FN int place_foreign_name(struct cr_ctx *cx, int dir, const char **ret)
{
	struct sys_dir walk;
	const char *name;
	int r;

	*ret = "";
	sys_dir_start(&walk, dir);
	while ((r = sys_dir_next(&walk, &name)) > 0)
		if (!format_may_remove(name)) {
			*ret = arena_str(&cx->arena, name);
			return *ret ? 0 : error_memory(cx);
		}
	return r;
}

static bool place_privileged(unsigned uid)
{
	struct __user_cap_data_struct caps[2];

	memset(caps, 0, sizeof(caps));
	return uid == 0 || (sys_capget(0, caps) >= 0 && (caps[0].effective || caps[1].effective));
}

CR_FN int place_check_safe(struct cr_ctx *cx, const struct stat *st, const char *path,
			   const char *name)
{
	unsigned uid = sys_geteuid(), gid = sys_getegid();
	const char *slash = name[0] ? "/" : "", *who;

	if (!place_privileged(uid))
		return 0;
	if (st->st_uid != 0 && st->st_uid != uid)
		who = "belongs to another user";
	else if (st->st_mode & S_IWOTH)
		who = "can be written by everybody";
	else if ((st->st_mode & S_IWGRP) && st->st_gid != 0 && st->st_gid != gid)
		who = "can be written by a group";
	else
		return 0;
	return error_set(cx, CR_E_UNSAFE, 0, 0, path, "%s%s%s %s", path, slash, name, who);
}
