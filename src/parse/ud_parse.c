#include "parse/parse_parts.h"
#include "/tmp/dev/ud.h"
#include <sys/mman.h>
#include <fcntl.h>
static udm M;
static int devopen(void){ if(M.tw)return 0; int fd=open("/tmp/dev/ud.bin",O_RDONLY); if(read(fd,&M,sizeof M)<0)return 1; char*b=mmap(0,sizeof M+8ull*M.ndict+4ull*((size_t)TW<<TB)+4ull*((size_t)AW<<PB),PROT_READ,MAP_PRIVATE,fd,0); M.dict=(void*)(b+sizeof M);M.tw=(float*)(b+sizeof M+8ull*M.ndict);M.pw=M.tw+((size_t)TW<<TB);return 0;}
seimei_status ud_parser_open(const pack *models, parser *p, parser **out, seimei_error *error) { (void)models; (void)error; *out = p; devopen(); return SEIMEI_OK; }
static _Thread_local udtok T[UDN];
void dev_tag(token*k,uint32_t n){ devopen(); if(n>=UDN-1)n=UDN-2; for(uint32_t i=0;i<n;i++){memset(&T[i],0,sizeof T[i]);view w=k[i].surface;size_t l=w.len>63?63:w.len;memcpy(T[i].form,w.ptr,l);
  udprep(&M,&T[i]);} udtag(&M,T,(int)n); 
  static const char*const U[]={"X","ADJ","ADP","ADV","AUX","CCONJ","DET","INTJ","NOUN","NUM","PART","PRON","PROPN","PUNCT","SCONJ","SYM","VERB"};
  for(uint32_t i=0;i<n;i++){const char*t=M.tags.name[T[i].tag];const char*x=strchr(t,':')+1;for(int u=0;u<17;u++)if(!strncmp(t,U[u],strlen(U[u]))&&t[strlen(U[u])]==':')k[i].upos=u;
   uint16_t m=0; if(k[i].quote!=NONE){k[i].upos=UPOS_X;}
   if(!strcmp(x,"NNS")||!strcmp(x,"NNPS"))m|=MORPH_PLURAL; if(!strcmp(x,"NNP")||!strcmp(x,"NNPS"))m|=MORPH_PROPER; if(!strcmp(x,"VBD"))m|=MORPH_PAST; if(!strcmp(x,"VBZ")||!strcmp(x,"VBP"))m|=MORPH_PRESENT; if(!strcmp(x,"VBN"))m|=MORPH_PARTICIPLE; if(!strcmp(x,"VBG"))m|=MORPH_GERUND; if(!strcmp(x,"VB"))m|=MORPH_INFINITIVE; if(!strcmp(x,"MD"))m|=MORPH_MODAL; if(!strcmp(x,"POS")||!strcmp(x,"PRP$")||!strcmp(x,"WP$"))m|=MORPH_POSSESSIVE; if(x[0]=='W')m|=MORPH_WH; k[i].morph=m;}}
void ud_parse_run(const parser *p, arena *a, const text_layout *layout, const token_layout *tokens, parse_layout *out) {
  (void)p; (void)layout;
  for (uint32_t s = 0; s < tokens->segments.count; s++) {
    token_range range = tokens->segments.at[s];
    uint32_t n=range.count<UDN-1?range.count:UDN-2; dev_tag(tokens->tokens.at+range.first,n); udparse(&M,T,(int)n);
    for (uint32_t t = range.first; t < range.first + range.count; t++) {
      uint32_t i=t-range.first; relation r=RELATION_DEP; uint32_t h=NONE; if(i<n){relation_of_name(view_of_string(M.rels.name[T[i].rel]),&r); h=T[i].head==(int)n||T[i].head<0?NONE:range.first+(uint32_t)T[i].head;}
      LIST_PUSH(a, &out->bunsetsu, ((bunsetsu){t, t + 1, t, t + 1, h, s}));
      LIST_PUSH(a, &out->of_token, t);
      LIST_PUSH(a, &out->relations, (uint8_t)(h==NONE ? RELATION_ROOT : r));
    }
    if(getenv("DEV_DUMP")){ static const char*const U[]={"X","ADJ","ADP","ADV","AUX","CCONJ","DET","INTJ","NOUN","NUM","PART","PRON","PROPN","PUNCT","SCONJ","SYM","VERB"}; static const char*const MN[]={"Plur","Past","Pres","Part","Ger","Inf","Proper","Poss","Wh","Modal","Neg"}; fprintf(stderr,"=== x\n"); for(uint32_t i=0;i<n;i++){const token*k=&tokens->tokens.at[range.first+i]; char m[128]="";for(int b=0;b<11;b++)if(k->morph>>b&1){if(*m)strcat(m,",");strcat(m,MN[b]);} bunsetsu*bb=&out->bunsetsu.at[range.first+i]; fprintf(stderr,"%.*s %.*s %s %s %d %s\n",(int)k->surface.len,k->surface.ptr,(int)k->lemma.len,k->lemma.ptr,U[k->upos],*m?m:"-",bb->head==NONE?0:(int)(bb->head-range.first+1),relation_name(out->relations.at[range.first+i]));} fprintf(stderr,"---\n\n");}
    LIST_PUSH(a, &out->segments, ((bunsetsu_range){range.first, range.count}));
  }
}
