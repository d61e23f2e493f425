"""Pages in the manner of news sites, second set: what the extractor was tried on while it was made. As pages_blind.py."""
from pages_blind import E, EN_MENU, EN_OTHERS, JA_MENU, JA_OTHERS, SCRIPT, en_day, ja_day, menu, tags, texts, ymd


def economy_daily(day, title, paras):
    body = tags(paras, p='<p class="paragraph_p18wyn8l">%s</p>', h='<h2 class="heading_h1">%s</h2>')
    return f'''<!doctype html><html lang="ja"><head><meta charset="utf-8"><title>{E(title)} - 経済日日新聞</title><meta property="og:title" content="{E(title)} - 経済日日新聞"><meta property="og:site_name" content="経済日日新聞"><link rel="canonical" href="https://www.keizai-nn.example/article/DGXZQOGM0400U0U2A200C2000000/">
<script type="application/ld+json">{{"@context":"https://schema.org","@type":"NewsArticle","headline":"{E(title)}","datePublished":"{day}T11:30:00.000+09:00","publisher":{{"@type":"Organization","name":"経済日日新聞社"}}}}</script></head><body>
<header class="k-header"><div>{menu(JA_MENU)}</div></header><div class="container"><main role="main"><article class="article_a1b2"><header class="header_h9"><h1 class="title_tp0qjrp">{E(title)}</h1><div class="TimeStamp"><time datetime="{day}T11:30:00+09:00">{ja_day(day)} 11:30</time></div><ul><li>保存</li><li>共有</li><li>印刷</li></ul></header>
<section class="container_cz8tiun">{body}<div class="ad_banner"><span>広告</span><p>投資信託をはじめるなら今。手数料無料キャンペーン実施中です。くわしくは店頭で。</p></div></section><aside><h2>関連トピック</h2>{menu(JA_OTHERS)}</aside></article></main></div><footer>{menu(["本サービスについて", "著作権", "リンクポリシー"])}</footer></body></html>'''


def morning_paper(day, title, paras):
    return f'''<!doctype html><html lang="ja"><head><meta charset="utf-8">{SCRIPT}<title>{E(title)} ： 東雲新聞オンライン</title><meta name="cXenseParse:recs:publishtime" content="{day}T05:00:00+09:00"><meta property="og:site_name" content="東雲新聞オンライン"></head><body class="article-page has-sidebar"><div class="nav-area">{menu(JA_MENU)}</div><div class="layout-main has-sidebar"><div class="uni-news-article"><div class="article-header"><h1 class="title-article">{E(title)}</h1><div class="c-article-header-date"><time datetime="{day}T05:00:00+09:00">{day.replace("-", "/")} 05:00</time></div></div><div class="p-main-contents"><p class="par1">　{'</p><p class="par2">　'.join(E(x) for x in texts(paras))}</p><div class="ev-article-manual-related"><div class="related-title">【関連記事】</div>{menu(JA_OTHERS[:2])}</div></div></div><div class="uni-module-side">{menu(JA_OTHERS)}</div></div></body></html>'''


def plain_article(day, title, paras):
    return f'''<!doctype html><html lang="ja"><head><meta charset="utf-8"><title>{E(title)}</title><meta property="article:published_time" content="{day}T08:00:00+09:00"></head><body><article><h1>{E(title)}</h1>{tags(paras)}</article></body></html>'''


def hatena_like(day, title, paras):
    y, m, d = ymd(day)
    return f'''<!DOCTYPE html><html lang="ja"><head><meta charset="utf-8"/><title>{E(title)} - 外交を読む日記</title><link rel="canonical" href="https://gaiko.example/entry/{y}/{m:02d}/{d:02d}/083000"/><meta property="og:title" content="{E(title)} - 外交を読む日記"/></head><body class="page-entry"><div id="container"><header id="blog-title"><h1 id="title"><a href="/">外交を読む日記</a></h1></header><div id="content"><div id="main"><article class="entry hentry"><div class="entry-inner"><header class="entry-header"><div class="date entry-date"><a href="/archive"><time datetime="{day}T23:30:00Z"><span class="date-year">{y}</span>-<span>{m:02d}</span>-<span>{d:02d}</span></time></a></div><h1 class="entry-title"><a class="entry-title-link">{E(title)}</a></h1></header><div class="entry-content hatenablog-entry">{tags(paras)}</div><footer class="entry-footer"><div class="social-buttons"><a>シェアする</a></div><div class="comment-box"><ul class="comment"></ul><a>コメントを書く</a></div></footer></div></article></div><aside id="box2"><div class="hatena-module"><div class="hatena-module-title">プロフィール</div><div class="hatena-module-body"><p>外交と国際政治のニュースについて書いています。感想は個人のものです。</p></div></div></aside></div></div></body></html>'''


def asp_form(day, title, paras):
    y, m, d = ymd(day)
    return f'''<!DOCTYPE html><html><head><meta charset="utf-8"><title>県民日報：{E(title)}</title></head><body><form id="form1" action="./"><input type="hidden" name="__VIEWSTATE" value="/wEPDwUK"><div id="header">{menu(JA_MENU)}</div><div id="contents"><div id="leftCol"><h2 id="lblTitle">{E(title)}</h2><span id="lblDate">{y}年{m}月{d}日（土） 08:12</span><div id="lblBody">{"<br>".join("　" + E(x) for x in texts(paras))}</div></div><div id="rightCol"><h3>ランキング</h3>{menu(JA_OTHERS)}</div></div></form></body></html>'''


def middle_related(day, title, paras):
    box = f'<div class="recommendBox"><p class="ttl">あわせて読みたい</p><ul>{"".join(f"<li><a href=x>{o}</a></li>" for o in JA_OTHERS[:3])}</ul></div>'
    half = len(paras) // 2
    return f'''<!DOCTYPE html><html lang="ja"><head><meta charset="utf-8"><title>{E(title)} | 週刊タイムス</title><script type="application/ld+json">{{"@type":"Article","headline":"{E(title)}","datePublished":"{day}"}}</script></head><body><div class="gNav">{menu(JA_MENU)}</div><div class="l-contents"><h1>{E(title)}</h1><div class="articleBody">{tags(paras[:half])}{box}<!-- ad --><div class="adBox"><iframe></iframe></div>{tags(paras[half:])}</div><div class="tagList">{menu(["外交", "安全保障"])}</div></div></body></html>'''


def lists_inside(day, title, paras):
    lead, rest = texts(paras)[:2], texts(paras)[2:]
    return f'''<!DOCTYPE html><html lang="ja"><head><meta charset="utf-8"><title>{E(title)}｜報道資料｜首長府</title><meta name="date" content="{day}"></head><body><div id="wrap"><div id="gnavi">{menu(JA_MENU)}</div><div id="contentsArea"><h1 class="pageTitle">{E(title)}</h1><div class="section">{"".join(f"<p>{E(x)}</p>" for x in lead)}<ol>{"".join(f"<li>{E(x)}</li>" for x in rest)}</ol></div></div><div id="sideArea">{menu(JA_OTHERS)}</div><div id="foot"><p>お問い合わせは広報課まで。電話番号はこちらのページをご覧ください。</p></div></div></body></html>'''


def sjis_divs(day, title, paras):
    y, m, d = ymd(day)
    return f'''<html lang="ja"><head><meta charset="Shift_JIS"><title>{E(title)} - 南海スポーツ報知</title></head><body><div class="header"><div class="menu">{menu(JA_MENU)}</div></div><div class="article"><h1 class="heading">{E(title)}</h1><div class="date">{y}年{m}月{d}日 6時0分</div><div class="article_text">{tags(paras)}</div></div><div class="ranking">{menu(JA_OTHERS)}</div></body></html>'''


def captions_in_p(day, title, paras):
    out = []
    for i, x in enumerate(texts(paras)):
        out.append(f"<p>{E(x)}</p>")
        if i == 1:
            out.append('<p class="caption">記者団の質問に答える報道官（資料写真、通信社提供）</p>')
    return f'''<!DOCTYPE html><html lang="ja"><head><meta charset="utf-8"><title>{E(title)}【国際通信】</title><meta property="og:title" content="{E(title)}"><meta property="article:published_time" content="{day}T15:10:00Z"></head><body><header><a href="/">国際通信</a></header><div id="main-content"><div class="post-detail"><h1>{E(title)}</h1><div class="main_text">{"".join(out)}</div></div></div><div class="pickup"><h3>注目の記事</h3>{menu(JA_OTHERS)}</div></body></html>'''


def voice_en(day, title, paras):
    return f'''<!DOCTYPE html><html lang="en"><head><meta charset="utf-8"><title>{E(title)}</title><meta property="og:site_name" content="Voice of the North"><meta name="twitter:title" content="{E(title)}"></head><body class="nojs"><div class="hdr-20">{menu(EN_MENU)}</div><div id="page"><div id="content" class="body-container"><div class="publishing-details"><div class="published"><span class="date"><time pubdate="pubdate" datetime="{day}T23:12:11+00:00">{en_day(day)}</time></span></div></div><h1 class="title pg-title">{E(title)}</h1><div id="article-content" class="content-floated-wrap"><div class="wsw">{tags(paras)}</div></div><div class="media-block-wrap"><h2>Related</h2>{menu(EN_OTHERS)}</div></div></div></body></html>'''


def gulf_en(day, title, paras):
    half = len(paras) // 2
    return f'''<!DOCTYPE html><html lang="en"><head><meta charset="utf-8"><title>{E(title)} | News | Al Safina</title><meta name="publishedDate" content="{day}T07:20:02"><meta property="og:title" content="{E(title)}"><script type="application/ld+json">{{"@context":"https://schema.org","@type":"NewsArticle","headline":"{E(title)}","datePublished":"{day}T07:20:02Z","publisher":{{"@type":"Organization","name":"Al Safina"}}}}</script></head><body><div class="site-header">{menu(EN_MENU)}</div><main id="main-content-area"><header class="article-header"><h1>{E(title)}</h1><p class="article__subhead"><em>The two sides have traded accusations for months.</em></p></header><figure class="article-featured-image"><figcaption>A street in the capital [File: R. Haddad]</figcaption></figure><div class="wysiwyg wysiwyg--all-content">{tags(paras[:half])}<div class="more-on"><h2 class="more-on__heading">Recommended Stories</h2><span>list of 3 items</span>{menu(EN_OTHERS[:3])}<span>end of list</span></div>{tags(paras[half:])}</div></main><footer>{menu(["About", "Connect", "Our channels"])}</footer></body></html>'''


def release_en(day, title, paras):
    return f'''<!DOCTYPE html><html lang="en-us"><head><meta charset="utf-8"><title>{E(title)} - Department of External Affairs</title></head><body><a class="skip-link" href="#content">Skip to content</a><header class="site-header">{menu(EN_MENU)}</header><main id="content"><article class="press-release"><p class="article-meta__doctype">Press Statement</p><h1>{E(title)}</h1><p class="article-meta__publish-date">{en_day(day)}</p><div class="entry-content">{tags(paras)}</div><div class="tagcloud"><h3>Tags</h3><a>Trade</a> <a>Border</a></div></article></main><footer><p>The Department's website is managed by the Bureau of Public Affairs. External links should not be construed as an endorsement.</p></footer></body></html>'''


def wordpress_en(day, title, paras):
    return f'''<!DOCTYPE html><html lang="en-US"><head><meta charset="UTF-8"><title>{E(title)} &#8211; Capital Observer</title><meta property="og:site_name" content="Capital Observer"><meta property="article:published_time" content="{day}T12:00:00+00:00"></head><body class="single-post"><div class="site"><header>{menu(EN_MENU)}</header><main><article class="post hentry"><h1 class="entry-title">{E(title)}</h1><div class="entry-meta">By <a>Staff</a> on {en_day(day)}</div><div class="entry-content"><div class="wp-block-image"><figure><img><figcaption>Members vote in the chamber.</figcaption></figure></div>{tags(paras)}<blockquote class="wp-embedded-content"><p><a href="x">{EN_OTHERS[0]}</a></p></blockquote><div class="sharedaddy"><h3>Share this:</h3>{menu(["Twitter", "Facebook"])}</div></div><div class="author-info"><h2>About the author</h2><p>Staff writers of the Capital Observer cover parliament, the courts and the ministries every day of the week.</p></div></article><div id="comments"><ol><li><p>Well written, thank you. I have followed this story since the start and this is the clearest account so far.</p></li></ol></div></main><aside class="widget-area">{menu(EN_OTHERS)}</aside></div></body></html>'''


def latin_en(day, title, paras):
    words = tags(["“" + x[1:] if x.startswith('"') else x for x in paras])
    y, m, d = ymd(day)
    return f'''<html><head><meta http-equiv="Content-Type" content="text/html; charset=iso-8859-1"><title>{E(title)} : The Café Review</title></head><body><div id="top">{menu(EN_MENU)}</div><div id="story"><h1>{E(title)}</h1><p class="dateline">{d} {en_day(day).split()[0]} {y}</p>{words}</div><div id="links">{menu(EN_OTHERS)}</div></body></html>'''


def mobile_en(day, title, paras):
    return f'''<!DOCTYPE html><html lang="en"><head><meta charset="utf-8"><title>{E(title)} · Express Wire</title><meta itemprop="datePublished" content="{day}T01:00:00Z"></head><body><div class="drawer" aria-hidden="true">{menu(EN_MENU)}</div><section class="story" itemscope><h1 itemprop="headline">{E(title)}</h1><span itemprop="articleBody">{tags(paras)}</span></section><div class="inline-newsletter"><p>Get the day's headlines in your inbox every morning, free of charge. We will never share your address.</p></div><section class="card-list">{"".join(f"<div class=card><a href=x><h3>{o}</h3><p>{o} and what happens next, according to people familiar with it.</p></a></div>" for o in EN_OTHERS)}</section></body></html>'''


def json_only(day, title, paras):
    body = "\\n".join(E(x).replace('&quot;', '\\"').replace("&#x27;", "'") for x in texts(paras))
    return f'''<!DOCTYPE html><html lang="en"><head><meta charset="utf-8"><title>{E(title)}</title><script type="application/ld+json">{{"@context":"https://schema.org","@type":"NewsArticle","headline":"{E(title)}","datePublished":"{day}T10:00:00Z","articleBody":"{body}"}}</script></head><body><div id="root"><p>You need to enable JavaScript to run this app.</p></div></body></html>'''


def sidebar_first(day, title, paras):
    return f'''<!DOCTYPE html><html lang="en"><head><meta charset="utf-8"><title>Harbour Post | {E(title)}</title><meta name="DC.date.issued" content="{day}"></head><body><div class="grid"><div class="col-left"><h4>Opinion</h4><p>Our columnists on the week: why the harbour needs a new crane, and who should pay for it, by Martha Lind.</p>{menu(EN_OTHERS)}</div><div class="col-mid"><h1>{E(title)}</h1>{tags(paras)}</div><div class="col-right"><h4>Weather</h4><p>Cloudy with some rain in the evening, winds from the west, ten degrees at noon.</p></div></div></body></html>'''


SITES = [
    ("economy_daily", economy_daily, "ja", 0, "utf-8", {}),
    ("morning_paper", morning_paper, "ja", 1, "utf-8", {}),
    ("plain_article", plain_article, "ja", 2, "utf-8", {}),
    ("hatena_like", hatena_like, "ja", 3, "utf-8", {"date": "2022-12-23"}),
    ("asp_form", asp_form, "ja", 4, "utf-8", {}),
    ("middle_related", middle_related, "ja", 5, "utf-8", {}),
    ("lists_inside", lists_inside, "ja", 8, "utf-8", {}),
    ("sjis_divs", sjis_divs, "ja", 7, "cp932", {}),
    ("captions_in_p", captions_in_p, "ja", 9, "utf-8", {"date": "2025-01-30"}),
    ("voice_en", voice_en, "en", 0, "utf-8", {}),
    ("gulf_en", gulf_en, "en", 3, "utf-8", {}),
    ("release_en", release_en, "en", 2, "utf-8", {}),
    ("wordpress_en", wordpress_en, "en", 1, "utf-8", {}),
    ("latin_en", latin_en, "en", 4, "cp1252", {}),
    ("mobile_en", mobile_en, "en", 5, "utf-8", {}),
    ("json_only", json_only, "en", 3, "utf-8", {}),
    ("sidebar_first", sidebar_first, "en", 0, "utf-8", {}),
]
