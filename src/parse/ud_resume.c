/* ud_resume.c - weights of a learner out of a model, whose whole numbers become what they count. */
#include "parse/ud_resume.h"

/* The inverse of ud_narrow_fill. */
static void fill_matrix(const ud_narrow *m, const float *ranges, float *matrix) {
  for (uint32_t k = 0; k < m->inner; k++)
    for (uint32_t j = 0; j < m->columns; j++)
      matrix[(size_t)k * m->columns + j] = (float)ud_narrow_at(m, k, j) * m->units[j] * UD_STEPS / ranges[k];
}

void ud_resume(const ud_net *net, ud_learner *l) {
  const ud_plan *p = &l->plan;
  uint32_t layers = p->shape.layers;
  memcpy(l->weights, net->weights, sizeof(float) * p->small);
  for (uint32_t k = 0; k < layers; k++) fill_matrix(&net->in[k], net->ranges[k], l->weights + p->layers[k].in);
  fill_matrix(&net->part, net->ranges[layers], l->weights + p->part);
  fill_matrix(&net->tag, net->ranges[layers], l->weights + p->tag);
  for (size_t i = 0; i < (size_t)UD_SLOT_ROWS * p->shape.affix; i++) l->slots.values[i] = net->slot_units[i / p->shape.affix] * net->slots[i];
}

void ud_resume_words(const ud_net *net, ud_vocabulary *v) {
  for (uint32_t i = 0; i < v->count; i++) {
    uint32_t row = i ? ud_net_row(net, v->keys[i]) : 0;
    if (i && !row) continue;
    for (uint32_t k = 0; k < v->width; k++) v->vectors[(size_t)i * v->width + k] = net->word_units[row] * net->words[(size_t)row * v->width + k];
  }
}
