/* SPDX-License-Identifier: MIT
 *
 * ghost: files that are open but have no name left. Their content is part of the save.
 */
#ifndef CR_GHOST_H
#define CR_GHOST_H

#include "../object/object.h"

/* Puts the content of file (nlink 0) into the save, once however often it is open. */
CR_FN int ghost_dump(struct dump *d, struct open_file *file);
/* Rules ROLL_BACK and EMBED_FILE: the content of a file that has a name goes into the save too. */
CR_FN int ghost_keep_content(struct dump *d, struct open_file *file);
/* What ghost_keep_content kept for file `id`, written to fd, which then has exactly that content. */
CR_FN int ghost_fill_content(struct load *l, uint32_t id, int fd);
/* The name under which a deleted file of the save is there for the moment; NULL: id is not one. */
CR_FN const char *ghost_path(struct load *l, uint32_t id);

#endif
