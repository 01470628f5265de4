/*
 * Two tasks, two locks, and for ever: each takes one lock, then the other, drops both and begins again.
 *
 *   spin -a -DORDER=0 lockorder.pml && gcc -O2 -DSAFETY -DNOREDUCE -o pan pan.c && ./pan
 *
 * ORDER  0: the second task takes them the other way round, and both may wait for ever; 1: the same way as the first
 *
 * A task that finds a lock taken does not move, so that a state in which nobody can is an invalid end state.
 */
#ifndef ORDER
#define ORDER 0
#endif

#define FREE 0

byte owner[2] = FREE;
byte at[2];             /* 0: about to take the first lock, 1: the second, 2: to drop the second, 3: the first */

#define FIRST(me)  ((me == 1 && ORDER == 0) -> 1 : 0)
#define SECOND(me) (1 - FIRST(me))

active proctype tasks() {
    do
    :: d_step { at[0] == 0 && owner[FIRST(0)] == FREE  -> owner[FIRST(0)] = 1;     at[0] = 1 }
    :: d_step { at[0] == 1 && owner[SECOND(0)] == FREE -> owner[SECOND(0)] = 1;    at[0] = 2 }
    :: d_step { at[0] == 2                             -> owner[SECOND(0)] = FREE; at[0] = 3 }
    :: d_step { at[0] == 3                             -> owner[FIRST(0)] = FREE;  at[0] = 0 }
    :: d_step { at[1] == 0 && owner[FIRST(1)] == FREE  -> owner[FIRST(1)] = 2;     at[1] = 1 }
    :: d_step { at[1] == 1 && owner[SECOND(1)] == FREE -> owner[SECOND(1)] = 2;    at[1] = 2 }
    :: d_step { at[1] == 2                             -> owner[SECOND(1)] = FREE; at[1] = 3 }
    :: d_step { at[1] == 3                             -> owner[FIRST(1)] = FREE;  at[1] = 0 }
    od
}
