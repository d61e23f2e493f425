/* ud_resume.h - training that goes on from a model: its weights, and its rows of words as those that are given. */
#ifndef SEIMEI_PARSE_UD_RESUME_H
#define SEIMEI_PARSE_UD_RESUME_H

#include "parse/ud_learn.h"
#include "parse/ud_vocabulary.h"

/* The learner has the model's plan. */
void ud_resume(const ud_net *net, ud_learner *l);
/* The vocabulary has the model's width; words that the model does not know keep their rows. */
void ud_resume_words(const ud_net *net, ud_vocabulary *v);

#endif
