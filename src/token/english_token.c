#include "token/token_parts.h"
#include <stdio.h>
#include <ctype.h>
void dev_tag(token*k,uint32_t n);
seimei_status english_tokenizer_open(const pack *p, tokenizer *t, tokenizer **out, seimei_error *error) { (void)p; (void)error; *out = t; return SEIMEI_OK; }
static map L; static arena LA; 
static void lload(void){ if(L.count)return; arena_init(&LA,NULL); FILE*f=fopen("/tmp/dev/lemma.txt","r"); char p[16],w[128],l[128]; while(fscanf(f,"%15s %127s %127s",p,w,l)==3){ view key=arena_format(&LA,"%s %s",p,w); view val=arena_format(&LA,"%s",l); map_put(&LA,&L,key,(uint32_t)0); view*slot=ARENA_NEW(&LA,view,1);*slot=val; map_put(&LA,&L,key,(uint32_t)0); (void)slot; map_put(&LA,&L,key,L.count);} fclose(f);}
static struct{char*w,*l;uint32_t h;} *LT; static uint32_t LN;
static void ll2(void){ if(LT)return; LN=1<<16; LT=calloc(LN,sizeof*LT); FILE*f=fopen("/tmp/dev/lemma.txt","r"); char p[16],w[128],l[128],k[160]; while(fscanf(f,"%15s %127s %127s",p,w,l)==3){snprintf(k,160,"%s %s",p,w);uint32_t h=(uint32_t)hash_bytes(k,strlen(k))&(LN-1);while(LT[h].w)h=(h+1)&(LN-1);LT[h].w=strdup(k);LT[h].l=strdup(l);}fclose(f);}
static const char*lf(const char*k){uint32_t h=(uint32_t)hash_bytes(k,strlen(k))&(LN-1);while(LT[h].w){if(!strcmp(LT[h].w,k))return LT[h].l;h=(h+1)&(LN-1);}return NULL;}
static view lemma(arena*a,const token*k){ (void)lload; ll2(); view low=arena_lower(a,k->surface); if(k->upos==UPOS_PROPN||k->quote!=NONE)return k->surface; char key[160]; const char*P[]={"X","ADJ","ADP","ADV","AUX","CCONJ","DET","INTJ","NOUN","NUM","PART","PRON","PROPN","PUNCT","SCONJ","SYM","VERB"}; if(low.len>120)return low; snprintf(key,160,"%s %.*s",P[k->upos],(int)low.len,low.ptr); const char*l=lf(key); if(l)return view_of_string(l);
 #define E(s) (low.len>strlen(s)+2&&!memcmp(low.ptr+low.len-strlen(s),s,strlen(s)))
 #define CUT(n,x) arena_format(a,"%.*s%s",(int)(low.len-(n)),low.ptr,x)
 if(k->upos==UPOS_NOUN&&(k->morph&MORPH_PLURAL)){if(E("ies"))return CUT(3,"y");if(E("ses")||E("xes")||E("ches")||E("shes")||E("zes"))return CUT(2,"");if(E("s"))return CUT(1,"");}
 if(k->upos==UPOS_VERB){ int cons=0; size_t n; if(k->morph&MORPH_PRESENT){if(E("ies"))return CUT(3,"y");if(E("sses")||E("xes")||E("ches")||E("shes")||E("zzes"))return CUT(2,"");if(E("s"))return CUT(1,"");}
  n=E("ing")?3:E("ed")?2:0; if(n){ if(n==2&&E("ied"))return CUT(3,"y"); view st=view_slice(low,0,low.len-n); char c1=st.ptr[st.len-1],c2=st.len>1?st.ptr[st.len-2]:0,c3=st.len>2?st.ptr[st.len-3]:0; (void)cons;
   #define V(c) ((c)=='a'||(c)=='e'||(c)=='i'||(c)=='o'||(c)=='u')
   char k1[160]; snprintf(k1,160,"VERB %.*ss",(int)st.len,st.ptr);
   if(c1==c2&&c1!='s'&&c1!='l'&&!V(c1)&&c1!='f'&&c1!='z')return view_slice(st,0,st.len-1);
   if(c1=='c'||c1=='v'||c1=='u'||(c1=='z')||(c1=='s'&&c2!='s'&&V(c2)&&!V(c3))||(c1=='s'&&(c2=='n'||c2=='r'||c2=='u'||c2=='a'||c2=='o'||c2=='i'))||(c1=='g'&&c2!='n'&&V(c2))||(c1=='g'&&c2=='n'&&c3=='e'&&0)||(c1=='t'&&c2=='a')||(c1=='r'&&c2=='i')||(c1=='r'&&c2=='u')||(c1=='d'&&c2=='u')||(c1=='d'&&c2=='i')||(c1=='k'&&V(c2)&&!V(c3)&&c2!='o')||(c1=='b'&&c2=='i')||(c1=='l'&&c2!='l'&&!V(c2)&&c2!='r')||(c1=='n'&&c2=='i'&&st.len>5&&0)||(c1=='g'&&(c2=='d'||c2=='r')))return arena_format(a,"%.*se",(int)st.len,st.ptr);
   return st; }}
 return low; }
static uint8_t posof(uint8_t u){switch(u){case UPOS_VERB:return POS_VERB;case UPOS_AUX:return POS_AUXILIARY;case UPOS_ADJ:return POS_ADJECTIVE;case UPOS_ADV:return POS_ADVERB;case UPOS_DET:return POS_ADNOMINAL;case UPOS_CCONJ:return POS_CONJUNCTION;case UPOS_PUNCT:case UPOS_SYM:return POS_SYMBOL;case UPOS_ADP:case UPOS_PART:case UPOS_SCONJ:return POS_PARTICLE;case UPOS_INTJ:return POS_INTERJECTION;default:return POS_NOUN;}}
static bool wordc(unsigned char c){return isalnum(c)||c>=0x80||c=='\'';}
void english_token_run(token_worker *w, arena *a, const text_layout *layout, token_layout *out) {
  (void)w; const char*x=layout->text.ptr;
  for (uint32_t s = 0; s < layout->segments.count; s++) {
    span words = layout->segments.at[s].span; token_range range = {out->tokens.count, 0};
    #define PUSH(b,e) do{ token t={.span={b,e},.quote=NONE,.name=NONE}; t.surface=view_span(layout->text,t.span); LIST_PUSH(a,&out->tokens,t);}while(0)
    for (uint32_t at = words.begin; at < words.end;) {
      uint32_t qi=NONE; for(uint32_t q=0;q<layout->quotes.count;q++){const quote*k=&layout->quotes.at[q]; if(k->outer.begin==at&&k->outer.end<=words.end&&(k->kind==QUOTE_SPEECH||k->kind==QUOTE_ASIDE||k->kind==QUOTE_DATELINE)&&!(layout->segments.at[s].quote==q)){qi=q;break;}}
      if(qi!=NONE){const quote*k=&layout->quotes.at[qi]; if(k->kind==QUOTE_SPEECH){token t={.span=k->inner,.quote=qi,.name=NONE,.upos=UPOS_X};t.surface=TEXT("〓");LIST_PUSH(a,&out->tokens,t);} at=k->outer.end; continue;}
      if(x[at]==' '||x[at]=='\n'){at++;continue;}
      uint32_t e=at; 
      if((uint8_t)x[at]==0xE2&&(uint8_t)x[at+1]==0x80){PUSH(at,at+3);at+=3;continue;}
      if(!wordc(x[at])){ e=at+1; while(e<words.end&&x[e]==x[at]&&(x[at]=='-'||x[at]=='.'))e++; PUSH(at,e);at=e;continue;}
      while(e<words.end){ if((uint8_t)x[e]==0xE2&&(uint8_t)x[e+1]==0x80)break; if(wordc(x[e])&&x[e]!='\''){e++;continue;} if((x[e]=='.'||x[e]==',')&&e+1<words.end&&isdigit((unsigned char)x[e+1])&&e>at&&isdigit((unsigned char)x[e-1])){e++;continue;} if(x[e]=='.'&&e+1<words.end&&isalpha((unsigned char)x[e+1])){e++;continue;} if(x[e]=='.'&&e-at==1&&isupper((unsigned char)x[at])&&e+1<words.end){e++;continue;} if(x[e]=='.'&&e-at>=3&&x[e-2]=='.'){e++;continue;}
        if(x[e]=='.'){view v=view_slice(layout->text,at,e);static const char*const ab[]={"Mr","Mrs","Ms","Dr","Gen","Lt","Col","Sen","Rep","Gov","St","Prof","Feb","Jan","Aug","Sept","Oct","Nov","Dec"};int f=0;for(size_t i=0;i<COUNT_OF(ab);i++)f|=view_is(v,ab[i]);if(f){e++;}}
        break;}
      uint32_t wend=e; // clitics
      uint32_t ap=wend; if(ap<words.end&&(x[ap]=='\''||((uint8_t)x[ap]==0xE2&&(uint8_t)x[ap+1]==0x80&&(uint8_t)x[ap+2]==0x99))){ uint32_t al=x[ap]=='\''?1:3; uint32_t c=ap+al; while(c<words.end&&isalpha((unsigned char)x[c]))c++; view cl=view_slice(layout->text,ap+al,c); view st=view_slice(layout->text,at,wend);
        if(view_is(cl,"t")&&view_ends_with(st,TEXT("n"))&&st.len>1){PUSH(at,wend-1);PUSH(wend-1,c);at=c;continue;}
        if(view_is(cl,"s")||view_is(cl,"re")||view_is(cl,"ve")||view_is(cl,"ll")||view_is(cl,"d")||view_is(cl,"m")){PUSH(at,wend);PUSH(ap,c);at=c;continue;}
        if(cl.len==0&&view_ends_with(st,TEXT("s"))){PUSH(at,wend);PUSH(ap,c);at=c;continue;}
        if(cl.len){PUSH(at,c);at=c;continue;} }
      view v=view_slice(layout->text,at,wend); if(view_is(v,"cannot")){PUSH(at,at+3);PUSH(at+3,wend);at=wend;continue;}
      PUSH(at,wend); at=wend; if(at==e&&e==words.begin)at++; if(wend==words.end)break;
      if(x[at]=='\''&&0)at++;
      if(wend==at&&x[at]=='\''){PUSH(at,at+1);at++;}
    }
    range.count = out->tokens.count - range.first;
    if(range.count)dev_tag(out->tokens.at+range.first,range.count);
    for(uint32_t t=range.first;t<range.first+range.count;t++){token*k=&out->tokens.at[t];k->pos=posof(k->upos);k->lemma=lemma(a,k); if(k->upos==UPOS_PUNCT){char c=k->surface.ptr[0];k->sub=c==','?SUB_COMMA:c=='.'||c=='?'||c=='!'?SUB_PERIOD:c=='('?SUB_OPEN:c==')'?SUB_CLOSE:SUB_NONE;} if(k->upos==UPOS_PROPN)k->sub=SUB_PROPER; if(k->upos==UPOS_PRON)k->sub=SUB_PRONOUN; if(k->upos==UPOS_NUM)k->sub=SUB_NUMBER;
      if(k->upos==UPOS_PART&&(view_is(k->lemma,"n't")))k->lemma=TEXT("not"); if(k->upos==UPOS_AUX&&view_is(k->lemma,"wo"))k->lemma=TEXT("will"); if(k->upos==UPOS_AUX&&(view_is(k->surface,"ca")))k->lemma=TEXT("can"); }
    LIST_PUSH(a, &out->segments, range);
  }
}
