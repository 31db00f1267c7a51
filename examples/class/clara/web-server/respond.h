#ifndef RESPOND_H
#define RESPOND_H

void respond(int client, const char *path);

#endif
