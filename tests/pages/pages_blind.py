"""Pages in the manner of news sites, first set: written before the extractor was, and not looked at while it was made.

Each function takes an article (day, title, paragraphs; a paragraph that begins with "# " is a heading) and gives a page;
SITES says which article it gets, how it is encoded and what is expected beside the article itself.
"""
import html

E = html.escape
WEEK = "月火水木金土日"


def ymd(day):
    return tuple(int(x) for x in day.split("-"))


def ja_day(day):
    return "%d年%d月%d日" % ymd(day)


def en_day(day):
    y, m, d = ymd(day)
    names = "January February March April May June July August September October November December".split()
    return f"{names[m - 1]} {d}, {y}"


def texts(paras):
    return [p[2:] if p.startswith("# ") else p for p in paras]


def tags(paras, p='<p>%s</p>', h='<h2>%s</h2>', between="\n"):
    return between.join((h % E(x[2:])) if x.startswith("# ") else (p % E(x)) for x in paras)


def menu(words, item='<li><a href="/%d/">%s</a></li>'):
    return "<ul>" + "".join(item % (i, w) for i, w in enumerate(words)) + "</ul>"


JA_MENU = "トップ 政治 経済 国際 社会 スポーツ 科学・文化 気象・災害 地域 特集 動画 天気 番組表 お問い合わせ".split()
EN_MENU = "Home World Politics Business Technology Science Health Sport Culture Travel Video Audio Weather Newsletters".split()
JA_OTHERS = ["大雪の影響で交通に乱れ 夜にかけて注意を", "新年度予算案が衆院を通過 野党は採決に反対", "市場の終値、三日ぶりに反発",
             "動物園でレッサーパンダの赤ちゃん公開", "駅前の再開発計画 住民への説明会始まる", "代表チームが逆転勝ち、決勝へ"]
EN_OTHERS = ["Five things to know about the new transport bill", "Storm expected to reach the coast by Saturday",
             "Why the price of coffee keeps rising", "Museum returns stolen statue after sixty years",
             "Striker to miss the rest of the season", "In pictures: the lantern festival"]
SCRIPT = '<script>window.dataLayer=window.dataLayer||[];(function(w,d){var a="<p>広告タグ</p>";w.x=a})(window,document);</script>'


def broadcaster(day, title, paras):
    parts, out = [], []
    for x in paras:
        if x.startswith("# "):
            out.append(f'<h2 class="body-title">{E(x[2:])}</h2>')
        else:
            words = E(x).replace("大統領", "<ruby>大統領<rt>だいとうりょう</rt></ruby>").replace("首相", "<ruby>首相<rp>(</rp><rt>しゅしょう</rt><rp>)</rp></ruby>")
            out.append(f'<section class="content--body"><div class="body-text"><p>{words}</p></div></section>')
    return f'''<!DOCTYPE html><html lang="ja"><head><meta charset="utf-8"><title>{E(title)} | 全国放送ニュース</title>
<meta property="og:title" content="{E(title)} | 全国放送"><meta property="og:site_name" content="全国放送ニュース">
<link rel="canonical" href="https://news.zenkoku-hoso.example/html/{day.replace("-", "")}/k10013467.html">
<script type="application/ld+json">{{"@context":"http://schema.org","@type":"NewsArticle","mainEntityOfPage":"https://news.zenkoku-hoso.example/x","headline":"{E(title)}","datePublished":"{day}T21:04:00+09:00","dateModified":"{day}T23:04:00+09:00","publisher":{{"@type":"Organization","name":"全国放送"}}}}</script>{SCRIPT}
<style>.a{{color:red}}</style></head><body><div id="wrapper"><header><div class="logo"><a href="/">全国放送</a></div><nav>{menu(JA_MENU)}</nav></header>
<main id="main"><article class="module module--detail module--detail-v3"><section class="module--detail-content"><div class="content--header"><p class="content--date"><time datetime="{day}T21:04">{ja_day(day)} 21時04分</time></p><h1 class="content--title">{E(title)}</h1><ul class="share"><li><a href="#">シェアする</a></li></ul></div>
<div class="content--detail-main"><div class="content--thumb"><img src="a.jpg" alt="会談の様子"></div><p class="content--summary">{E(paras[0])}</p><div class="content--detail-more">
{"".join(out[1:])}</div></div></section></article>
<aside class="module module--related"><h2>関連ニュース</h2>{menu(JA_OTHERS)}</aside>
<section class="module module--ranking"><h2>アクセスランキング</h2><ol>{"".join(f"<li><a href=x>{o}</a></li>" for o in JA_OTHERS)}</ol></section></main>
<footer><p>全国放送 法人番号1234567890123</p><p>Copyright 全国放送. All rights reserved. 許可なく転載することを禁じます。</p></footer></div></body></html>'''


def portal(day, title, paras):
    y, m, d = ymd(day)
    body = "\n".join(f'<p class="sc-54nboa-0 deLyrJ yjSlinkDirectlink highLightSearchTarget">' + "<br/><br/>".join("　" + E(x) for x in texts(paras[i:i + 3])) + "</p>" for i in range(0, len(paras), 3))
    related = "".join(f'<li class="sc-kq"><a href="/articles/{i}"><p class="sc-t">{o}</p><span>2時間前</span></a></li>' for i, o in enumerate(JA_OTHERS))
    comments = "".join(f'<li><article class="sc-cmt"><h2>閲覧者{i}</h2><p>これは難しい問題だと思います。両方の国の言い分をよく聞いて、冷静に話し合ってほしい。感情的になっても何も解決しません。</p><button>共感した</button><button>なるほど</button></article></li>' for i in range(4))
    return f'''<!doctype html><html lang="ja"><head><meta charSet="utf-8"/><title>{E(title)}(みやこ新聞) - ポータルニュース</title><meta property="og:title" content="{E(title)}(みやこ新聞) - ポータルニュース"/><meta name="pubdate" content="{day}T11:02:00+09:00"/><meta property="og:site_name" content="ポータルニュース"/></head>
<body><div id="__next"><div id="wrapper"><header id="msthd">{menu(JA_MENU)}<form><input value=""><button>検索</button></form></header><div id="contents"><div id="contentsWrap"><div class="yjnSub_section" id="yjnMain">
<article class="sc-1sq uamods"><header class="sc-hdr"><h1 class="sc-ttl">{E(title)}</h1><div class="sc-meta"><p><time>{m}/{d}({WEEK[2]}) 11:02</time>配信</p><a href="#cm">42<span>コメント42件</span></a></div></header>
<div class="image_wrap"><a href="/photo"><p class="sc-cap">会談に臨む両首脳(資料写真)</p></a></div><div class="article_body highLightSearchTarget"><div class="sc-body">{body}</div></div>
<footer class="sc-ft"><a>みやこ新聞</a><section class="sc-rel"><h2>【関連記事】</h2><ul>{related}</ul></section><p>最終更新:{m}/{d}(水) 11:02</p></footer></article>
<section id="cm" class="sc-cm"><h2>コメント<span>42</span></h2><ul>{comments}</ul></section></div>
<div id="yjnSub"><section><h2>アクセスランキング(国際)</h2><ol>{related}</ol></section><section><h2>雑誌アクセスランキング</h2><ol>{related}</ol></section></div></div></div></div></div></body></html>'''


def daily_paywall(day, title, paras):
    return f'''<!DOCTYPE html><html lang="ja"><head><meta charset="UTF-8"><title>{E(title)}：朝刊デジタル</title><meta property="og:title" content="{E(title)}：朝刊デジタル"><meta property="og:url" content="https://digital.chokan.example/articles/ASQ25.html"><meta property="article:published_time" content="{day}T05:00:00+09:00"><meta name="description" content="{E(paras[0])}"></head><body>
<div class="Header"><div class="Global"><ul><li>朝刊</li><li>夕刊</li><li>紙面ビューアー</li><li>ログイン</li><li>無料会員登録</li></ul></div></div><div class="ContentsWrap"><main><div class="nfyQp"><div class="_breadcrumb">{menu(["トップ", "国際", "アジア・太平洋", "記事"])}</div>
<div class="y_Qv3"><h1>{E(title)}</h1><div><span class="tag">有料記事</span><div class="s10">北京=山田太郎、モスクワ=佐藤花子 <time dateTime="{day}T05:00:00+09:00">{ja_day(day)} 5時00分</time></div></div></div><ul class="Sns"><li>シェア</li><li>ツイート</li><li>ブックマーク</li><li>メール</li><li>印刷</li></ul>
<div class="nfyQx"><p>{E(paras[0])}</p><p>　{E(paras[1])}</p></div>
<div class="paywall"><p>この記事は有料記事です。残り1253文字</p><div class="plan"><h2>有料会員になると続きをお読みいただけます。</h2><ul><li>今なら月額100円で読み放題</li><li>すでに会員の方はログイン</li></ul><a href="/join">お申し込みはこちら</a></div><p>※無料期間中に解約した場合、料金はかかりません</p></div></div></main>
<aside><div class="rank"><h3>アクセスランキング</h3>{menu(JA_OTHERS)}</div><div class="pr"><p>PR</p><p>「頭がよくなる本」を今だけプレゼント。応募はこちらから。締め切りは月末です。</p></div></aside></div><div class="footer">{menu(["サイトマップ", "利用規約", "個人情報", "著作権", "会社案内"])}Copyright © 朝刊社. 無断転載を禁じます。</div></body></html>'''


def wire_sjis(day, title, paras):
    body = "<br><br>\n".join("　" + E(x) for x in texts(paras))
    y, m, d = ymd(day)
    return f'''<html><head><meta http-equiv="Content-Type" content="text/html; charset=Shift_JIS"><title>{E(title)}：時局ドットコム</title></head><body bgcolor=#ffffff>
<div id="Header"><a href="/"><img src="logo.gif" alt="時局ドットコム"></a></div><div id="Nav"><a href="/">トップ</a>｜<a href="/pol">政治</a>｜<a href="/eco">経済</a>｜<a href="/int">国際</a>｜<a href="/soc">社会</a></div>
<div id="Main"><div class="ArticleTitle"><h1>{E(title)}</h1></div><p class="ArticleDate">{y}年{m:02d}月{d:02d}日19時56分</p><div class="ArticleFigure"><a href="p"><img src="1.jpg" alt=""></a><span>共同声明に署名する両首脳＝首都、代表撮影</span></div>
<div class="ArticleText clearfix"><p>{body}</p></div><div class="ArticlePager"><a href="/int">国際記事一覧へ</a> <a href="#">【アクセスランキング】</a></div>
<div class="ArticleReco"><h4>おすすめ記事</h4>{menu(JA_OTHERS)}</div></div><div id="Side"><h4>ニュースの言葉</h4><p>毎週金曜日に更新。時事用語を分かりやすく解説します。ご意見、ご感想はメールでお寄せください。</p></div><div id="Footer">Copyright(C) 時局通信</div></body></html>'''


def ministry(day, title, paras):
    y, m, d = ymd(day)
    return f'''<!DOCTYPE html><html lang="ja"><head><meta charset="utf-8"><title>{E(title)}｜外交省</title><meta name="viewport" content="width=device-width"></head><body id="gaiko"><noscript>このページではJavascriptを使用しています</noscript>
<div id="container"><div id="header"><p id="skip"><a href="#main">本文へ</a></p><h1><a href="/">外交省</a></h1>{menu(["ご案内", "会見・発表・広報", "外交政策", "国・地域", "渡航・滞在", "申請・手続き"])}</div><div id="topicpath"><a href="/">トップページ</a> &gt; <a>会見・発表・広報</a> &gt; <a>報道発表</a> &gt; {E(title)}</div>
<div id="main"><div id="page-title">報道発表</div><h2 class="title1">{E(title)}</h2><p class="rightalign">令和{y - 2018}年{m}月{d}日</p>
<div class="any-area">{tags(paras, h='<h3>%s</h3>')}</div><div class="link-area"><ul><li><a href="a.html">（参考）同国基礎データ</a></li></ul></div></div>
<div id="pagetop"><a href="#">このページのトップへ戻る</a></div><div id="footer"><p>法人番号 9000012040001</p><p>〒100-0000 東京都千代田区 電話（代表） 03-0000-0000</p><p>Copyright © Ministry of Foreign Affairs</p></div></div></body></html>'''


def table_page(day, title, paras):
    body = "<br>\n<br>\n".join("　" + E(x) for x in texts(paras))
    return f'''<HTML><HEAD><META HTTP-EQUIV="Content-Type" CONTENT="text/html; charset=x-sjis"><TITLE>北の新聞 ＞ 国際 ＞ {E(title)}</TITLE></HEAD><BODY>
<TABLE width=760 border=0><TR><TD colspan=3><IMG src=top.gif></TD></TR><TR><TD width=120 valign=top><FONT size=2><A href=1>トップ</A><BR><A href=2>道内</A><BR><A href=3>政治</A><BR><A href=4>国際</A><BR><A href=5>スポーツ</A><BR><A href=6>おくやみ</A><BR><A href=7>購読のご案内</A></FONT></TD>
<TD width=480 valign=top><FONT size=5><B>{E(title)}</B></FONT>　<FONT size=2>（{day.replace("-", "/")} 07:30）</FONT><HR><FONT size=3>{body}</FONT><HR><FONT size=2><A href=back>前の記事</A>｜<A href=list>一覧</A>｜<A href=next>次の記事</A></FONT></TD>
<TD width=160 valign=top><FONT size=2><B>主な記事</B><BR>{"<BR>".join(f"<A href=x>{o}</A>" for o in JA_OTHERS)}<BR><IMG src=ad.gif><BR>広告のお申し込みは広告局まで。電話でも受け付けています。</FONT></TD></TR></TABLE><CENTER><FONT size=1>北の新聞社の記事、写真、図表の無断転用を禁止します。</FONT></CENTER></BODY></HTML>'''


def easy_news(day, title, paras):
    def furigana(x):
        for word, kana in (("会談", "かいだん"), ("中国", "ちゅうごく"), ("政府", "せいふ"), ("声明", "せいめい"), ("大統領", "だいとうりょう"), ("発表", "はっぴょう"), ("反対", "はんたい")):
            x = x.replace(word, f"<a href='javascript:void(0)' class='dicWin' id='id-{len(word)}'><span class=\"under\"><ruby>{word}<rt>{kana}</rt></ruby></span></a>")
        return x
    body = "".join(f'<p><span class="colorN">{furigana(E(x))}</span></p>' for x in texts(paras))
    return f'''<!DOCTYPE html><html lang="ja"><head><meta charset="utf-8"><title>やさしいことばのニュース {E(title)}</title><meta property="og:title" content="{E(title)}"></head><body class="easy"><header class="easy-header"><h1>やさしいことばのニュース</h1><p>日本に住んでいる外国人の皆さんや、子どもたちに、わかりやすいことばでニュースを伝えます。</p></header>
<main><div class="article-main"><h2 class="article-main__title">{furigana(E(title)).replace("ruby", "ruby")}</h2><p class="article-main__date" id="js-article-date">[{ja_day(day)} 16時30分]</p><div class="tools"><button>漢字の読み方を消す</button><button>ニュースを聞く</button></div><div class="article-main__body article-body" id="js-article-body">{body}</div></div>
<div class="dict" style="display:none"><dl><dt>声明</dt><dd>ある問題について、自分の考えを多くの人に向けて発表すること。また、その言葉。</dd></dl></div></main><aside class="side"><h3>ほかのニュース</h3>{menu(JA_OTHERS)}</aside><footer>やさしいことばのニュース</footer></body></html>'''


def live_ja(day, title, paras):
    items = "".join(f'<div class="live-entry" id="e{i}"><div class="live-entry__time"><time datetime="{day}T{20 - i:02d}:{i * 7 % 60:02d}:00+09:00">{20 - i}:{i * 7 % 60:02d}</time></div><div class="live-entry__body"><p>{E(x)}</p></div><div class="live-entry__share"><a href="#">共有</a> <a href="#e{i}">リンクをコピー</a></div></div>' for i, x in enumerate(texts(paras)))
    return f'''<!DOCTYPE html><html lang="ja"><head><meta charset="utf-8"><title>【ライブ】{E(title)} - 東都新聞電子版</title><meta property="og:site_name" content="東都新聞電子版"><script type="application/ld+json">[{{"@type":"BreadcrumbList","itemListElement":[]}},{{"@context":"https://schema.org","@type":"LiveBlogPosting","headline":"{E(title)}","datePublished":"{day}T20:10:00+09:00","coverageStartTime":"{day}T09:00:00+09:00"}}]</script></head><body><nav class="global">{menu(JA_MENU)}</nav>
<div class="container"><h1>{E(title)}</h1><div class="live-status"><span>更新中</span><span>自動更新 オン</span></div><div class="live-stream">{items}</div><button>さらに表示</button></div><div class="side-recommend"><h2>あなたにおすすめ</h2>{menu(JA_OTHERS)}</div></body></html>'''


def page_two(day, title, paras):
    return f'''<!DOCTYPE html><html><head><meta charset="utf-8"><title>{E(title)}(2/3ページ) - 南方オンライン</title><meta name="date" content="{day}"><link rel="prev" href="?p=1"><link rel="next" href="?p=3"></head><body><div class="l-header">{menu(JA_MENU)}</div><div class="l-main"><div class="p-article"><h1 class="p-article__title">{E(title)}<span class="p-article__page">(2/3ページ)</span></h1><div class="p-article__date">{day.replace("-", "/")} 10:15</div>
<div class="p-article__body">{tags(paras, h='<h3 class="p-article__sub">%s</h3>')}<div class="c-ad"><p>広告</p><iframe src="ad"></iframe></div></div><div class="p-pager"><a href="?p=1">前のページへ</a><ul><li><a href="?p=1">1</a></li><li class="current">2</li><li><a href="?p=3">3</a></li></ul><a href="?p=3">次のページへ　交渉の行方は</a></div><div class="p-keyword"><h2>この記事のキーワード</h2><a>首脳会談</a><a>共同声明</a><a>安全保障</a></div></div>
<div class="p-related"><h2>合わせて読みたい</h2>{menu(JA_OTHERS)}</div></div><div class="l-footer">{menu(["会社概要", "広告掲載", "利用規約"])}</div></body></html>'''


def wordpress_ja(day, title, paras):
    y, m, d = ymd(day)
    comments = "".join(f'<li class="comment" id="comment-{i}"><div class="comment-author">匿名</div><div class="comment-content"><p>いつも興味深く拝読しています。続報をお待ちしております。図があるとさらに分かりやすいと思いました。</p></div><div class="reply"><a>返信</a></div></li>' for i in range(6))
    return f'''<!DOCTYPE html><html lang="ja"><head><meta charset="UTF-8"><title>{E(title)} – 国際情勢ノート</title><link rel="canonical" href="https://kokusai-note.example/{y}/{m:02d}/{d:02d}/post-812/"><meta property="article:published_time" content="{day}T01:20:31+00:00"><meta property="og:site_name" content="国際情勢ノート"><meta property="og:title" content="{E(title)}"></head><body class="post-template-default single single-post"><div id="page" class="site"><header class="site-header"><p class="site-title"><a>国際情勢ノート</a></p><nav>{menu(["ホーム", "プロフィール", "お問い合わせ"])}</nav></header><div id="primary" class="content-area"><main id="main"><article id="post-812" class="post type-post hentry"><header class="entry-header"><h1 class="entry-title">{E(title)}</h1><div class="entry-meta"><span class="posted-on"><time class="entry-date published" datetime="{day}T10:20:31+09:00">{ja_day(day)}</time></span><span class="byline">投稿者 管理人</span></div></header>
<div class="entry-content"><div id="toc_container"><p class="toc_title">目次</p><ul><li><a href="#a">1 背景</a></li><li><a href="#b">2 展望</a></li></ul></div>{tags(paras)}<div class="sharedaddy sd-sharing-enabled"><h3 class="sd-title">共有:</h3><ul><li>クリックしてTwitterで共有</li><li>Facebookで共有するにはクリック</li></ul></div><div id="jp-relatedposts" class="jp-relatedposts"><h3>関連</h3><p>先月の首脳会談をふり返る</p><p>2021年12月3日</p></div></div><footer class="entry-footer"><span class="cat-links">カテゴリー: <a>外交</a></span><span class="tags-links">タグ: <a>首脳会談</a></span></footer></article>
<div class="author-box"><h3>この記事を書いた人</h3><p>元記者。国際政治を中心に、気になるニュースを分かりやすくまとめています。お仕事の依頼はフォームから。</p></div><nav class="post-navigation"><a rel="prev">前の投稿 選挙制度の話</a><a rel="next">次の投稿 関税の話</a></nav><div id="comments" class="comments-area"><h2>6件のコメント</h2><ol class="comment-list">{comments}</ol><div id="respond"><h3>コメントを残す</h3><form><p>メールアドレスが公開されることはありません。* が付いている欄は必須項目です</p><textarea></textarea></form></div></div></main></div><aside id="secondary" class="widget-area"><section class="widget"><h2>最近の投稿</h2>{menu(JA_OTHERS)}</section></aside></div></body></html>'''


def television(day, title, paras):
    y, m, d = ymd(day)
    body = "<br />\n".join(E(x) for x in texts(paras))
    return f'''<!DOCTYPE html><html><head><meta http-equiv="content-type" content="text/html; charset=iso-2022-jp"><title>{E(title)} | あおぞらテレビ NEWS</title></head><body><div class="hd"><ul><li>番組</li><li>ニュース</li><li>天気</li><li>アナウンサー</li></ul></div><div class="wrap"><div class="news_detail"><h2 class="ttl">{E(title)}</h2><p class="date">{y}年{m}月{d}日 17:42</p><div class="movie"><video src="a.mp4"></video><p class="movie_note">動画を再生するにはブラウザの設定でJavaScriptを有効にしてください。</p></div>
<div class="txt">{body}</div><div class="sns"><a>LINEで送る</a><a>ポスト</a></div></div><div class="news_list"><h3>最新のニュース</h3><ul>{"".join(f"<li><a href=x><span>17:0{i}</span>{o}</a></li>" for i, o in enumerate(JA_OTHERS))}</ul></div></div><div class="ft"><p>あおぞらテレビに掲載の記事・写真・映像等の無断転載を禁じます。すべての内容は日本の著作権法並びに国際条約により保護されています。</p></div></body></html>'''


def photo_heavy(day, title, paras):
    out = []
    for i, x in enumerate(paras):
        out.append(tags([x], h='<h2 class="midashi">%s</h2>'))
        if i % 2 == 0:
            out.append(f'<figure class="article-photo"><img src="{i}.jpg"><figcaption>首都の会場で握手を交わす両国の首脳。奥は随行した閣僚ら＝4日（ロイド通信）</figcaption></figure>')
        if i == 2:
            out.append('<div class="photo_caption">写真説明　会場の外では厳重な警備が敷かれ、周辺の道路は通行が制限された</div>')
        if i == 3:
            out.append('<aside class="inline-box"><h4>キーワード　共同声明</h4><p>首脳会談などの後に、双方が合意した内容をまとめて発表する文書。法的な拘束力はないことが多い。</p></aside>')
    return f'''<!DOCTYPE html><html lang="ja"><head><meta charset="utf-8"><title>{E(title)}―西都日報</title><meta property="og:title" content="{E(title)}"><meta property="og:site_name" content="西都日報"><meta property="og:type" content="article"></head><body><header>{menu(JA_MENU)}</header><main class="main"><article><div class="article-head"><h1>{E(title)}</h1><p class="published">公開：<time datetime="{day}">{day.replace("-", ".")}</time></p></div><div class="article-text">{"".join(out)}</div><ul class="photo-list"><li><a><img><p>会談に先立ち記念撮影に応じる両首脳（4日）</p></a></li><li><a><img><p>歓迎式典の様子（4日）</p></a></li></ul></article><section class="recommend"><h2>こちらもおすすめ</h2>{menu(JA_OTHERS)}</section></main><footer><small>©西都日報社</small></footer></body></html>'''


def comment_heavy(day, title, paras):
    comments = "".join(f'<div class="item"><p class="name">{i + 1} 名前：読者 {day} 12:{i:02d}</p><p>前から思っていたことだが、こういう時の政府の対応はいつも遅い。前の政権の時もそうだったし、結局は選挙のことしか考えていないのではないか。もっと長い目で見た外交をしてほしいと、心から願っている。</p></div>' for i in range(30))
    return f'''<!DOCTYPE html><html lang="ja"><head><meta charset="utf-8"><title>{E(title)} - みんなの掲示ニュース</title><meta itemprop="datePublished" content="{day}T12:00:00+09:00"></head><body><div class="g-nav">{menu(JA_MENU)}</div><div class="news"><h1 itemprop="headline">{E(title)}</h1><div class="news-info">{ja_day(day)}　東亜タイムズ</div><div itemprop="articleBody" class="news-honbun">{tags(paras)}</div></div><div class="reader-comments"><h2>みんなのコメント(30)</h2>{comments}</div></body></html>'''


def broken(day, title, paras):
    body = "".join(f"<p>{E(x)}" for x in texts(paras))
    return f'''<html><head><title>{E(title)}</title><meta name=pubdate content={day}><body><div class=top><ul><li><a href=/>トップ<li><a href=/news>ニュース<li><a href=/about>会社案内</ul><div class=main><div class=entry><h1>{E(title)}</h1></h2><b><p></b>{body}</article></div></span><div class=list><h3>新着<ul>{"".join(f"<li><a href=x>{o}" for o in JA_OTHERS)}</ul><center>Copyright &copy 小さな通信社 <img src=counter.cgi><table><tr><td>'''


def amp(day, title, paras):
    return f'''<!doctype html><html amp lang="ja"><head><meta charset="utf-8"><link rel="canonical" href="https://www.minato-news.example/politics/article/20230805-OYT1T50123/"><title>{E(title)} : みなとニュース</title><style amp-custom>p{{margin:0}}</style><script type="application/ld+json">{{"@context":"https://schema.org","@graph":[{{"@type":"WebSite","name":"みなとニュース"}},{{"@type":["NewsArticle"],"headline":"{E(title)}","datePublished":"{day}T09:15:00+09:00","publisher":{{"@type":"Organization","name":"みなと新聞社"}}}}]}}</script></head><body><amp-analytics></amp-analytics><header><amp-img src="l.svg"></amp-img></header><amp-sidebar id="s">{menu(JA_MENU)}</amp-sidebar><main class="uni-news-article"><div class="article-header"><h1>{E(title)}</h1><time>{day.replace("-", "/")} 09:15</time></div><amp-img src="p.jpg" alt="写真"></amp-img><div class="p-main-contents"><p itemprop="articleBody">{'</p><p itemprop="articleBody">'.join("　" + E(x) for x in texts(paras))}</p></div><amp-ad></amp-ad><div class="p-category-reading-recommend">{menu(JA_OTHERS)}</div></main><footer>{menu(["ヘルプ", "サイトポリシー", "個人情報", "著作権"])}</footer></body></html>'''


def euc_lists(day, title, paras):
    y, m, d = ymd(day)
    return f'''<!DOCTYPE HTML PUBLIC "-//W3C//DTD HTML 4.01 Transitional//EN"><html lang="ja"><head><meta http-equiv="Content-Type" content="text/html; charset=EUC-JP"><title>エキサイトな国際ニュース : {E(title)}</title></head><body><div id="globalnavi">{menu(JA_MENU)}</div><div id="contents"><dl class="kiji"><dt class="kijiTitle">{E(title)}</dt><dd class="kijiDate">{y}年{m}月{d}日(金) 23時11分</dd><dd class="kijiBody">{tags(paras, h="<h4>%s</h4>")}</dd><dd class="kijiSource">[ 大洋通信 ]</dd></dl><dl class="kanren"><dt>関連ニュース</dt>{"".join(f"<dd><a href=x>{o}</a></dd>" for o in JA_OTHERS)}</dl></div><div id="right"><h3>検索数急上昇ワード</h3><ol><li>初雪</li><li>福袋</li><li>寒中見舞い</li></ol></div></body></html>'''


def wire_en(day, title, paras):
    body = "".join(f'<div data-testid="paragraph-{i}" class="text__text__1FZLe text__dark-grey__3Ml43 body__full_width__ekUdw article-body__paragraph__2-BtD">{E(x)}</div>' for i, x in enumerate(texts(paras)))
    y, m, d = ymd(day)
    return f'''<!DOCTYPE html><html lang="en"><head><meta charSet="utf-8"/><title>{E(title)} | Royters</title><meta property="og:title" content="{E(title)}"/><meta property="og:site_name" content="Royters"/><meta name="article:published_time" content="{day}T14:21:07Z"/><link rel="canonical" href="https://www.royters.example/world/{title.lower().replace(" ", "-")[:40]}-{day}/"/></head><body><div id="fusion-app"><header class="site-header"><nav>{menu(EN_MENU)}</nav></header><main><article class="article__main__33WV2"><div class="article-header__wrapper"><h1 class="text__heading">{E(title)}</h1><div class="info-content__author-date"><p>By Jo Marsh and Lee Tran</p><time datetime="{day}T14:21:07Z"><span>{en_day(day)}</span><span>2:21 PM UTC</span><span>Updated 3 hours ago</span></time></div></div>
<div class="primary-gallery"><figure><img/><figcaption><div class="caption">[1/2]A general view of the venue where the delegations met, in this handout picture. Handout via Royters <a>Acquire Licensing Rights</a></div></figcaption></figure></div><div class="article-body__content__17Yit">{body}</div><div class="sign-off"><p class="text__sign">Reporting by Jo Marsh; Editing by Pat Doyle</p><p>Our Standards: <a href="/trust">The Trust Principles.</a></p></div><div class="toolbar"><ul><li>X</li><li>Facebook</li><li>Linkedin</li><li>Email</li></ul><button>Purchase Licensing Rights</button></div></article><section class="read-next"><h2>Read Next</h2>{menu(EN_OTHERS)}</section></main><footer><p>All quotes delayed a minimum of 15 minutes. See here for a complete list of exchanges and delays.</p><p>© 2023 Royters. All rights reserved</p></footer></div></body></html>'''


def public_en(day, title, paras):
    blocks = []
    for i, x in enumerate(texts(paras)):
        blocks.append(f'<div data-component="text-block" class="sc-18fde0d6-0 dlWCEZ"><p class="sc-eb7bd5f6-0 fYAfXe">{E(x)}</p></div>')
        if i == 1:
            blocks.append('<div data-component="image-block"><figure><div><img alt=""/><span>Getty Images</span></div><figcaption>The two ministers shook hands before the cameras</figcaption></figure></div>')
        if i == 2:
            blocks.append(f'<div data-component="links-block" class="sc-links"><ul><li><a href="x">{EN_OTHERS[0]}</a></li><li><a href="y">{EN_OTHERS[2]}</a></li></ul></div>')
    return f'''<!DOCTYPE html><html lang="en-GB"><head><meta charSet="utf-8"/><title>{E(title)} - Public News</title><meta property="og:site_name" content="Public News"/><script type="application/ld+json">{{"@context":"http://schema.org","@type":"NewsArticle","url":"https://www.public.example/news/world-1","publisher":{{"@type":"NewsMediaOrganization","name":"Public News"}},"datePublished":"{day}T08:01:00.000Z","headline":"{E(title)}"}}</script></head><body><a href="#main">Skip to content</a><header role="banner">{menu(EN_MENU)}</header><main id="main-content"><article><div data-component="headline-block"><h1>{E(title)}</h1></div><div data-component="byline-block"><time datetime="{day}">5 hours ago</time><button>Share</button><button>Save</button><div><span>Kim Aldous</span><span>Diplomatic correspondent</span></div></div>{"".join(blocks)}<div data-component="topic-list"><ul><li>Diplomacy</li><li>Trade</li></ul></div></article></main><div data-component="related"><h2>More on this story</h2>{menu(EN_OTHERS)}</div><div data-testid="elsewhere"><h2>Elsewhere on Public</h2>{menu(EN_OTHERS)}</div><footer>{menu(["Terms of Use", "Privacy Policy", "Cookies", "Accessibility Help"])}<p>Copyright 2024 Public News. The organisation is not responsible for the content of external sites.</p></footer></body></html>'''


def agency_en(day, title, paras):
    body = []
    for i, x in enumerate(texts(paras)):
        body.append(f"<p>{'PORT VIEW (CP) — ' if i == 0 else ''}{E(x)}</p>")
        if i == 2:
            body.append(f'<div class="HTMLModuleEnhancement"><div class="hub-peek"><h3>Related stories</h3>{menu(EN_OTHERS)}</div></div>')
        if i == 3:
            body.append('<div class="Enhancement"><figure><img><figcaption>Trucks wait at a closed gate on Monday. (CP Photo/Ana Ruiz)</figcaption></figure></div>')
    return f'''<!DOCTYPE html><html class="ArticlePage" lang="en"><head><meta charset="UTF-8"><title>{E(title)} | CP News</title><meta property="og:title" content="{E(title)}"><meta property="og:url" content="https://cpnews.example/article/abc-123"><meta property="article:published_time" content="{day}T16:45:11"><meta property="og:site_name" content="CP News"></head><body><div class="Page-header">{menu(EN_MENU)}</div><main class="Page-main"><div class="Page-twoColumn"><div class="Page-content"><h1 class="Page-headline">{E(title)}</h1><div class="Page-byline">By ANA RUIZ</div><div class="Page-dateModified">Updated 4:45 PM UTC, {en_day(day)}</div><div class="Page-actions"><button>Share</button></div><div class="RichTextStoryBody RichTextBody">{"".join(body)}</div></div><div class="Page-aside"><div class="PageListRightRailA"><h2>Most read</h2>{menu(EN_OTHERS)}</div></div></div><div class="NewsletterForm"><h3>Sign up for our morning briefing</h3><p>The stories that matter, every morning in your inbox. By signing up you agree to the terms of use.</p><form><input></form></div></main><footer class="Page-footer"><p>The Coastal Press is an independent global news organization dedicated to factual reporting. Founded in 1856, it is today the most trusted source of fast, accurate news.</p></footer></body></html>'''


def contributions_en(day, title, paras):
    return f'''<!DOCTYPE html><html lang="en"><head><meta charset="utf-8"><title>{E(title)} | Foreign policy | The Watcher</title><meta property="og:title" content="{E(title)}"><meta property="article:published_time" content="{day}T17:05:44.000Z"><link rel="canonical" href="https://www.watcher.example/world/{ymd(day)[0]}/oct/{ymd(day)[2]}/island"></head><body><div id="bannerandheader"><div data-component="nav3">{menu(EN_MENU)}</div></div><main id="maincontent"><div data-gu-name="title"><a>Foreign policy</a></div><div data-gu-name="headline"><h1 class="dcr-y70er">{E(title)}</h1></div><div data-gu-name="standfirst" class="standfirst"><p>Heads of government sign open letter as meeting approaches</p></div><div data-gu-name="media"><figure><img><figcaption>High tide at a village on the outer islands. Photograph: Sam Lowe/The Watcher</figcaption></figure></div><div data-gu-name="meta"><address>Robin Hale in Port Vell</address><details><summary>{en_day(day)} 18.05 BST</summary>Last modified on Sat</details></div><div data-gu-name="body"><div id="maincontent-body" class="article-body-commercial-selector article-body-viewer-selector dcr-1g5o3j6">{tags(paras, p='<p class="dcr-iy9ec7">%s</p>')}<div id="sign-in-gate" class="gate"><h2>Register: it is quick and easy</h2><p>It is still free to read. Register and help us to keep it so.</p></div></div><div id="slot-body-end" class="contributions-epic"><p>I hope you appreciated this article. Before you move on, I was hoping you would consider taking the step of supporting independent journalism. From as little as one coin a month you can help.</p></div></div><div data-gu-name="submeta"><ul><li>Topics</li><li>Climate</li><li>Oceans</li></ul><a>Reuse this content</a></div></main><section id="onwards"><h2>More on this story</h2>{menu(EN_OTHERS)}</section><section id="most-popular">{menu(EN_OTHERS)}</section></body></html>'''


def consent_en(day, title, paras):
    consent = "".join(f"<p>We and our {n} partners store and access information on a device, such as unique IDs in cookies, to process personal data. You may accept or manage your choices, including your right to object where legitimate interest is used, at any time on the privacy policy page. These choices will be signalled to our partners and will not affect browsing data.</p>" for n in range(700, 712))
    return f'''<!DOCTYPE html><html lang="en"><head><meta charset="utf-8"><title>{E(title)} — The Herald of Port Vell</title><meta name="parsely-pub-date" content="{day}T09:30:00Z"></head><body class="has-overlay"><div id="cmp-container" class="consent-modal" role="dialog"><h2>We value your privacy</h2>{consent}<button>Agree</button><button>More options</button></div><div class="masthead">{menu(EN_MENU)}</div><div class="story"><h1>{E(title)}</h1><div class="story-meta">{en_day(day)} by Staff writers</div><div class="story-content">{tags(paras)}</div><div class="story-tags">{menu(["Navy", "Sea", "Courts"])}</div></div><div class="trending"><h4>Trending now</h4>{menu(EN_OTHERS)}</div></body></html>'''


def live_en(day, title, paras):
    posts = "".join(f'<article class="live-post" data-id="{i}"><header><time datetime="{day}T{18 - i:02d}:03:00Z">{18 - i}:03 GMT</time><h2>{" ".join(x.split()[:6])}</h2></header><p>{E(x)}</p><footer><button>Copy link</button><button>Share</button></footer></article>' for i, x in enumerate(texts(paras)))
    return f'''<!DOCTYPE html><html lang="en"><head><meta charset="utf-8"><title>LIVE: {E(title)} | Channel Nine</title><meta property="og:title" content="{E(title)}"><script type="application/ld+json">{{"@type":"LiveBlogPosting","headline":"{E(title)}","datePublished":"{day}T18:30:00Z","publisher":{{"@type":"Organization","name":"Channel Nine"}}}}</script></head><body><header>{menu(EN_MENU)}</header><main><div class="live-head"><h1>{E(title)}</h1><p class="pill">LIVE</p></div><div class="live-posts">{posts}</div></main><aside>{menu(EN_OTHERS)}</aside></body></html>'''


def subscribe_en(day, title, paras):
    return f'''<!DOCTYPE html><html lang="en"><head><meta charset="utf-8"><title>{E(title)} - The Financial Ledger</title><meta property="og:title" content="{E(title)}"><meta property="og:site_name" content="The Financial Ledger"><script type="application/ld+json">{{"@context":"https://schema.org","@type":"NewsArticle","isAccessibleForFree":"False","headline":"{E(title)}","datePublished":"{day}T04:00:00.000Z"}}</script></head><body><div class="o-header">{menu(EN_MENU)}</div><div class="article-wrap"><h1 class="headline">{E(title)}</h1><time class="o-date" datetime="{day}T04:00:00.000Z">{en_day(day)}</time><div class="article__content-body"><p>{E(paras[0])}</p><p>{E(paras[1])}</p><p>{E(paras[2])}</p></div><div class="subscribe-barrier"><h2>Subscribe to unlock this article</h2><p>Try full digital access for 4 weeks for only $1. Then $75 per month. Complete digital access to quality journalism on any device. Cancel or change your plan any time during your trial.</p><ul><li>Standard Digital</li><li>Premium Digital</li></ul></div></div><footer>{menu(["Help", "About us", "Careers", "Slavery Statement"])}<p>Markets data delayed by at least 15 minutes. © THE FINANCIAL LEDGER LTD.</p></footer></body></html>'''


def blog_en(day, title, paras):
    return f'''<!DOCTYPE html><html lang="en"><head><meta charset="utf-8"><title>{E(title)}</title></head><body><div id="w"><h2 class="blog-title"><a href="/">Notes from the capital</a></h2><p class="blog-description">Politics and courts, mostly at night</p><div class="hentry"><h1 class="entry-title">{E(title)}</h1><p class="meta">Posted on <abbr class="published" title="{day}T22:40:00-05:00">{en_day(day)}</abbr> by <span class="fn">M. Quill</span></p>{tags(paras)}<p class="postmetadata">Filed under: <a>Parliament</a>, <a>Law</a> | <a>12 Comments</a></p></div><div class="navigation"><a>&laquo; Older</a> <a>Newer &raquo;</a></div></div><div id="sidebar"><h3>Blogroll</h3>{menu(EN_OTHERS)}<h3>Archives</h3>{menu(["May 2024", "April 2024", "March 2024"])}</div></body></html>'''


def app_en(day, title, paras):
    body = "".join(f'<div class="css-s99gbd"><p class="css-at9mc1">{E(x)}</p></div>' for x in texts(paras))
    return f'''<!DOCTYPE html><html lang="en"><head><meta charset="utf-8"/><title data-rh="true">{E(title)} - The Morning Globe</title><script type="application/ld+json">{{"@context":"https://schema.org","@type":"NewsArticle","headline":"{E(title)}","datePublished":"{day}T10:00:05.000Z","publisher":{{"name":"The Morning Globe"}},"image":[]}}</script></head><body><div id="__next"><div class="css-1a"><div class="css-2b">{menu(EN_MENU)}</div><div class="css-3c"><div class="css-4d"><div class="css-5e"><h1 class="css-6f">{E(title)}</h1></div><div class="css-7g"><span>Share full article</span><span>124</span></div>{body}</div><div class="css-8h"><div class="css-9i"><p>Advertisement</p><p>SKIP ADVERTISEMENT</p></div></div></div><div class="css-rel"><h2>Editors’ Picks</h2>{"".join(f'<div class="css-k"><a href="x"><h3>{o}</h3></a></div>' for o in EN_OTHERS)}</div></div></div><script id="__NEXT_DATA__" type="application/json">{{"props":{{"text":"{E(paras[0][:40])}"}}}}</script></body></html>'''


def plain_en(day, title, paras):
    return f'''<html><head><title>{E(title)} -- Valley Courier</title></head><body><table width="100%"><tr><td class="l"><a href="1">News</a><br><a href="2">Sports</a><br><a href="3">Obituaries</a><br><a href="4">Classifieds</a></td><td class="c"><h3>{E(title)}</h3><i>Published {en_day(day)}</i><br><br>{"<br><br>".join(E(x) for x in texts(paras))}<br><br><a href="javascript:print()">Print this page</a> | <a href="mailto:a">E-mail to a friend</a></td><td class="r"><b>Top stories</b><br>{"<br>".join(f"<a href=x>{o}</a>" for o in EN_OTHERS)}</td></tr></table><hr>Copyright Valley Courier. This material may not be published, broadcast, rewritten or redistributed.</body></html>'''


# name, function, article ("ja", n) or ("en", n), encoding, and what differs: title, date, keep (first paragraphs only),
# url of the page.
SITES = [
    ("broadcaster", broadcaster, "ja", 0, "utf-8", {}),
    ("portal", portal, "ja", 1, "utf-8", {}),
    ("daily_paywall", daily_paywall, "ja", 2, "utf-8", {"keep": 2}),
    ("wire_sjis", wire_sjis, "ja", 3, "cp932", {}),
    ("ministry", ministry, "ja", 8, "utf-8", {}),
    ("table_page", table_page, "ja", 4, "cp932", {}),
    ("easy_news", easy_news, "ja", 0, "utf-8", {}),
    ("live_ja", live_ja, "ja", 5, "utf-8", {}),
    ("page_two", page_two, "ja", 7, "utf-8", {}),
    ("wordpress_ja", wordpress_ja, "ja", 9, "utf-8", {}),
    ("television", television, "ja", 6, "iso-2022-jp", {}),
    ("photo_heavy", photo_heavy, "ja", 1, "utf-8", {}),
    ("comment_heavy", comment_heavy, "ja", 6, "utf-8", {}),
    ("broken", broken, "ja", 2, "utf-8", {}),
    ("amp", amp, "ja", 6, "utf-8", {}),
    ("euc_lists", euc_lists, "ja", 5, "euc_jp", {}),
    ("utf16", broken, "ja", 4, "utf-16", {}),
    ("wire_en", wire_en, "en", 0, "utf-8", {}),
    ("public_en", public_en, "en", 1, "utf-8", {}),
    ("agency_en", agency_en, "en", 4, "utf-8", {}),
    ("contributions_en", contributions_en, "en", 2, "utf-8", {}),
    ("consent_en", consent_en, "en", 3, "utf-8", {}),
    ("live_en", live_en, "en", 4, "utf-8", {}),
    ("subscribe_en", subscribe_en, "en", 5, "utf-8", {"keep": 3}),
    ("blog_en", blog_en, "en", 1, "utf-8", {}),
    ("app_en", app_en, "en", 5, "utf-8", {}),
    ("plain_en", plain_en, "en", 0, "latin-1", {}),
]
