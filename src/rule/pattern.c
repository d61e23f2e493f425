/* pattern.c - reads rule rows and puts them into the index that match.c searches. */
#include "rule/pattern_parts.h"

enum { MAX_PLACES = 24, MAX_NEEDS = 8 };

/* ---- reading places: owner:wo, ga, mutual ---- */

static bool place_parse(language_id l, view text, place *out) {
  static const struct { const char *prefix; place_kind kind; } prefixes[] = {{"owner:", PLACE_OWNER}, {"agent:", PLACE_AGENT}, {"site:", PLACE_SITE}};
  *out = (place){PLACE_ROLE, ROLE_COUNT};
  if (view_equals(text, TEXT("mutual"))) return out->kind = PLACE_MUTUAL, true;
  if (view_equals(text, TEXT("none"))) return out->kind = PLACE_NONE, true;
  if (view_equals(text, TEXT("speaker"))) return out->kind = PLACE_SPEAKER, true;
  if (view_equals(text, TEXT("noun"))) return out->kind = PLACE_NOUN, true;
  for (size_t i = 0; i < COUNT_OF(prefixes); i++) {
    view prefix = view_of_string(prefixes[i].prefix);
    if (!view_starts_with(text, prefix)) continue;
    out->kind = prefixes[i].kind;
    text = view_skip(text, prefix.len);
    break;
  }
  return role_of_name(l, text, &out->role);
}

bool place_list_parse(arena *a, language_id l, view text, place_list *out) {
  place places[MAX_PLACES] = {{0}};
  uint32_t count = 0;
  view part;
  while (text.len && view_split(&text, '|', &part)) {
    if (count == MAX_PLACES || !place_parse(l, part, &places[count])) return false;
    count++;
  }
  place *at = ARENA_NEW(a, place, count);
  memcpy(at, places, count * sizeof *at);
  *out = (place_list){at, count};
  return true;
}

static bool roles_parse(arena *a, language_id l, view text, rule *r) {
  view part;
  while (text.len && view_split(&text, ' ', &part)) {
    size_t equals = view_find(part, TEXT("="), 0);
    if (part.len == 0) continue;
    if (equals == SIZE_MAX) return false;
    view name = view_slice(part, 0, equals), value = view_skip(part, equals + 1);
    bool *given = NULL;
    place_list *list = NULL;
    if (view_equals(name, TEXT("actor"))) list = &r->actor, given = &r->has_actor;
    else if (view_equals(name, TEXT("recipient"))) list = &r->recipient, given = &r->has_recipient;
    else if (view_equals(name, TEXT("about"))) list = &r->about, given = &r->has_about;
    else return false;
    if (!place_list_parse(a, l, value, list)) return false;
    *given = true;
  }
  return true;
}

/* ---- reading conditions ---- */

static bool need_mood(view text, need *n) {
  static const struct { const char *name; uint32_t mood; } moods[] = {
      {"future", MOOD_FUTURE}, {"intent", MOOD_INTENT}, {"possible", MOOD_POSSIBLE}, {"condition", MOOD_CONDITION},
      {"obligation", MOOD_OBLIGATION}, {"potential", MOOD_POTENTIAL}};
  if (view_is(text, "negated")) return n->kind = NEED_REFUSED, true;
  for (size_t i = 0; i < COUNT_OF(moods); i++)
    if (view_is(text, moods[i].name)) return n->kind = NEED_MOOD, n->value = moods[i].mood, true;
  return false;
}

static bool need_link(language_id l, view text, need *n) {
  link_kind link;
  role place; /* to is a place */
  if (role_of_name(l, text, &place) || !link_of_name(l, text, &link)) return false;
  return n->kind = NEED_LINK, n->value = link, true;
}

static bool need_subject(language_id l, view text, need *n) {
  n->place = (place){PLACE_ROLE, ROLE_COUNT};
  if (view_equals(text, TEXT("actor"))) return true;
  if (view_equals(text, TEXT("recipient"))) return n->recipient = true;
  return place_parse(l, text, &n->place);
}

static need_kind kind_of_value(view value, need *n) {
  static const struct { const char *name; need_kind kind; } kinds[] = {
      {"actor", NEED_ACTOR}, {"state", NEED_STATE}, {"person", NEED_PERSON}, {"body", NEED_BODY}, {"place", NEED_PLACE}, {"neg", NEED_NEGATED}, {"past", NEED_PAST}, {"gap", NEED_GAP}, {"own", NEED_OWN}, {"wish", NEED_WISH}, {"must", NEED_MUST}};
  for (size_t i = 0; i < COUNT_OF(kinds); i++)
    if (view_is(value, kinds[i].name)) return kinds[i].kind;
  n->words = value;
  return NEED_SECTOR;
}

static bool need_parse(language_id l, view text, need *n) {
  *n = (need){.kind = NEED_UNKNOWN, .text = text, .place = {PLACE_ROLE, ROLE_COUNT}};
  if (text.len && text.ptr[0] == '!') n->absent = true, text = view_skip(text, 1);
  if (view_equals(text, TEXT("mutual"))) return n->kind = NEED_MUTUAL, true;
  if (view_equals(text, TEXT("clause"))) return n->kind = NEED_CLAUSE, true;
  if (view_equals(text, TEXT("told"))) return n->kind = NEED_TOLD, true;
  if (need_mood(text, n) || need_link(l, text, n)) return true;
  size_t at = view_find(text, TEXT("!~"), 0);
  if (at != SIZE_MAX) n->kind = NEED_NOT_WORD, n->words = view_skip(text, at + 2);
  else if ((at = view_find(text, TEXT("~"), 0)) != SIZE_MAX) n->kind = NEED_WORD, n->words = view_skip(text, at + 1);
  if (at != SIZE_MAX) return need_subject(l, view_slice(text, 0, at), n);
  if (need_subject(l, text, n)) { /* includes owner:wo and agent:quote, whose colon is part of the place */
    n->kind = n->recipient ? NEED_RECIPIENT : n->place.role == ROLE_COUNT ? NEED_ACTOR : NEED_PRESENT;
    return true;
  }
  for (at = text.len; at > 0 && text.ptr[at - 1] != ':'; at--) {}
  if (at == 0 || !need_subject(l, view_slice(text, 0, at - 1), n)) return false;
  n->kind = kind_of_value(view_skip(text, at), n);
  return true;
}

static bool needs_parse(arena *a, language_id l, view text, rule *r) {
  need needs[MAX_NEEDS] = {{0}};
  view part;
  while (text.len && view_split(&text, ' ', &part)) {
    if (part.len == 0) continue;
    if (r->need_count == MAX_NEEDS || !need_parse(l, part, &needs[r->need_count])) return false;
    r->weight += needs[r->need_count].kind == NEED_WORD ? 3 : needs[r->need_count].kind == NEED_MOOD ? 2 : 1;
    r->need_count++;
  }
  need *at = ARENA_NEW(a, need, r->need_count);
  memcpy(at, needs, r->need_count * sizeof *at);
  r->needs = at;
  return true;
}

static bool links_parse(language_id l, view text, rule *r) {
  static const uint32_t quotations = 1u << LINK_TO | 1u << LINK_TOSHITE | 1u << LINK_BARE;
  view part;
  while (text.len && view_split(&text, '|', &part)) {
    link_kind link;
    role place;
    if (view_equals(part, TEXT("quoteonly"))) r->links |= quotations, r->quote_only = true;
    else if (view_equals(part, TEXT("before"))) r->evidential = true;
    else if (l == LANGUAGE_EN && view_equals(part, TEXT("marked"))) r->links |= quotations, r->marked = true;
    else if (link_of_name(l, part, &link) && link != LINK_TOSHITE) r->links |= link == LINK_TO ? quotations : 1u << link;
    else if (l == LANGUAGE_EN && role_of_name(l, part, &place)) r->phrases |= 1u << place;
    else return false;
  }
  return true;
}

/* ---- reading predicates ---- */

static const char *const particles[] = {"を", "に", "が", "で", "と", "へ", "から", "として"};
static const role particle_roles[] = {ROLE_WO, ROLE_NI, ROLE_GA, ROLE_DE, ROLE_TO, ROLE_HE, ROLE_KARA, ROLE_TOSHITE};

/* The next particle after *at that may part a noun from a verb or class: 懸念を<示す>, 対象に加える, 国として認める.
 * を is never inside a word and a class begins at its <, so either of them decides. The other particles may be part of
 * the noun or of the verb (話がま|と|まる), which only the text can tell: every split is then a pattern of its own. */
static bool next_split(view text, size_t *at, rule *r) {
  size_t open = view_find(text, TEXT("<"), 0), wo = view_find(text, TEXT("を"), 1);
  for (size_t begin = *at; begin < text.len; begin++) {
    if ((unsigned char)text.ptr[begin] != 0xE3) continue; /* kana begin so */
    for (size_t p = COUNT_OF(particles); p-- > 0;) { /* として before と */
      view particle = view_of_string(particles[p]);
      size_t end = begin + particle.len;
      if (end >= text.len || !view_starts_with(view_skip(text, begin), particle)) continue;
      if (open != SIZE_MAX ? end != open : wo != SIZE_MAX && begin != wo) continue;
      r->particle = particle_roles[p];
      r->noun = view_slice(text, 0, begin);
      r->verb = view_skip(text, end);
      return *at = end, true;
    }
  }
  return false;
}

/* 許さない -> 許す: the a-row back to the u-row. */
static view positive_lemma(arena *a, view stem) {
  static const char *const rows[][2] = {{"さ", "す"}, {"か", "く"}, {"ら", "る"}, {"わ", "う"}, {"た", "つ"}, {"ま", "む"}, {"ば", "ぶ"}, {"が", "ぐ"}, {"な", "ぬ"}};
  for (size_t i = 0; i < COUNT_OF(rows); i++) {
    view row = view_of_string(rows[i][0]);
    if (view_ends_with(stem, row)) return arena_format(a, "%.*s%s", (int)(stem.len - row.len), stem.ptr, rows[i][1]);
  }
  return arena_format(a, "%.*sる", (int)stem.len, stem.ptr);
}

rule_noun_key rule_noun_key_of(language_id l, uint32_t family, view noun) {
  uint32_t length;
  if (l == LANGUAGE_JA) return (rule_noun_key){family, utf8_decode(noun, utf8_before(noun, noun.len), &length)};
  size_t begin = noun.len;
  while (begin > 0 && noun.ptr[begin - 1] != ' ') begin--;
  return (rule_noun_key){family, (uint32_t)hash_view(view_skip(noun, begin))};
}

static void set_verb(arena *a, rule *r) {
  view v = r->verb;
  if (view_starts_with(v, TEXT("<")) && view_ends_with(v, TEXT(">"))) {
    r->is_class = true;
    r->verb = view_slice(v, 1, v.len - 1);
    if (!view_ends_with(r->verb, TEXT("ない")) || r->verb.len <= strlen("ない")) return;
    r->is_class = false; /* <認めない>: the verb, negated */
    v = r->verb;
  }
  if (view_starts_with(v, TEXT("*"))) r->suffix = true, r->verb = view_skip(v, 1);
  size_t wave = view_find(v, TEXT("～"), 0);
  if (wave != SIZE_MAX) r->prefix = true, r->verb = arena_format(a, "%.*s～", (int)wave, v.ptr);
  static const struct { const char *ending, *lemma; } forms[] = {{"できない", "する"}, {"しない", "する"}, {"られない", "る"}, {"がたい", "る"}};
  bool hard = v.len > strlen("がたい") && view_ends_with(v, TEXT("がたい"));
  if (!hard && (v.len <= strlen("ない") || !view_ends_with(v, TEXT("ない")))) return;
  r->negative = true;
  for (size_t i = 0; i < COUNT_OF(forms); i++) {
    view ending = view_of_string(forms[i].ending);
    if (v.len > ending.len && view_ends_with(v, ending)) {
      r->potential = !view_equals(ending, TEXT("しない"));
      r->verb = arena_format(a, "%.*s%s", (int)(v.len - ending.len), v.ptr, forms[i].lemma);
      return;
    }
  }
  view stem = view_slice(v, 0, v.len - strlen("ない"));
  view passive = view_ends_with(stem, TEXT("れ")) ? view_slice(stem, 0, stem.len - strlen("れ")) : (view){0};
  view lemma = passive.len ? positive_lemma(a, passive) : (view){0};
  bool a_row = lemma.len && lemma.len == passive.len; /* 許さ|れ -> 許す, but 受け入|れ -> 受け入れる */
  r->potential = a_row;
  r->verb = a_row ? lemma : positive_lemma(a, stem);
}

/* The family of the rule's verb or class, made when it is new. */
static uint32_t family_of(arena *a, rule_index *index, const rule *r) {
  map *m = r->is_class ? &index->classes : &index->verbs;
  uint32_t family = map_get(m, r->verb);
  if (family != NONE) return family;
  family = index->families.count;
  map_put(a, m, r->verb, family);
  LIST_PUSH(a, &index->families, ((rule_family){.bare = NONE, .is_class = r->is_class}));
  uint32_t number = r->is_class && index->words ? map_get(&index->words->names, r->verb) : NONE;
  if (number == NONE) return family;
  while (index->of_class.count <= number) LIST_PUSH(a, &index->of_class, NONE);
  index->of_class.at[number] = family;
  return family;
}

void rule_index_put(arena *a, rule_index *index, const rule *r) {
  uint32_t family = family_of(a, index, r), number = index->rules.count, next;
  if (r->noun.len) {
    rule_noun_key key = rule_noun_key_of(index->language, family, r->noun);
    view bytes = view_of((const char *)&key, sizeof key);
    next = map_get(&index->nouns, bytes);
    map_put(a, &index->nouns, arena_copy(a, bytes), number);
    index->families.at[family].has_nouns = true;
  } else {
    next = index->families.at[family].bare;
    index->families.at[family].bare = number;
  }
  LIST_PUSH(a, &index->rules, *r);
  LIST_PUSH(a, &index->keys, ((rule_key){r->noun, next, (uint8_t)r->particle, r->negative, r->potential}));
}

/* The predicate as one verb, and every way to part it into noun and verb. */
static void add_patterns(arena *a, rule_index *index, const rule *row) {
  bool whole = true;
  rule r = *row;
  for (size_t at = 1; next_split(r.predicate, &at, &r);) {
    set_verb(a, &r);
    rule_index_put(a, index, &r);
    whole = whole && !r.is_class && !r.suffix;
    rule next = *row;
    r = next;
  }
  if (!whole) return;
  r.verb = r.predicate; /* とがめる, 明らかにする: the particle may be part of the verb */
  set_verb(a, &r);
  rule_index_put(a, index, &r);
}

#define COLUMN_LIST(X)                                                                                                 \
  X(ID, "id") X(PREDICATE, "predicate") X(MODE, "mode") X(STATUS, "status") X(CAMEO, "cameo") X(MEDIUM, "medium")      \
  X(EXAMPLE, "example") X(EXPECT, "expect") X(ROLES, "roles") X(NEEDS, "needs") X(CONTENT, "content") X(SCOPE, "scope")

enum {
#define X(name, text) COLUMN_##name,
  COLUMN_LIST(X)
#undef X
  COLUMN_COUNT
};

static const char *const column_names[] = {
#define X(name, text) text,
    COLUMN_LIST(X)
#undef X
};

/* A table of the user's may have rows of several languages: English is written in ASCII, Japanese is not. */
static bool is_of_language(language_id l, view predicate) {
  return (utf8_skip_ascii(predicate, 0) == predicate.len) == (l == LANGUAGE_EN);
}

seimei_status rule_index_add(arena *a, rule_index *index, const table *t, seimei_error *error) {
  view name = t->name;
  for (size_t at; (at = view_find(name, TEXT("/"), 0)) != SIZE_MAX;) name = view_skip(name, at + 1);
  uint32_t columns[COLUMN_COUNT];
  for (int i = 0; i < COLUMN_COUNT; i++) columns[i] = table_column(t, column_names[i]);
  for (uint32_t row = 0; row < t->rows; row++) {
    rule r = {.table = name, .particle = ROLE_COUNT};
#define CELL(column) table_cell(t, row, columns[COLUMN_##column])
    r.id = CELL(ID), r.predicate = CELL(PREDICATE);
    if (r.predicate.len && !is_of_language(index->language, r.predicate)) continue;
    r.mode = CELL(MODE), r.status = CELL(STATUS), r.cameo = CELL(CAMEO), r.medium = CELL(MEDIUM);
    r.example = CELL(EXAMPLE), r.expect = CELL(EXPECT), r.wide = view_is(CELL(SCOPE), "wide");
    view bad = {0};
    if (!roles_parse(a, index->language, CELL(ROLES), &r)) bad = CELL(ROLES);
    else if (!needs_parse(a, index->language, CELL(NEEDS), &r)) bad = CELL(NEEDS);
    else if (!links_parse(index->language, CELL(CONTENT), &r)) bad = CELL(CONTENT);
    else if (CELL(SCOPE).len && !r.wide) bad = CELL(SCOPE);
#undef CELL
    if (bad.ptr)
      return error_set(error, SEIMEI_BAD_TABLE, "%.*s: rule %.*s: cannot read %.*s", (int)t->name.len, t->name.ptr,
                       (int)r.id.len, r.id.ptr, (int)bad.len, bad.ptr);
    if (index->language == LANGUAGE_EN) english_pattern_add(a, index, &r);
    else add_patterns(a, index, &r);
  }
  return SEIMEI_OK;
}
