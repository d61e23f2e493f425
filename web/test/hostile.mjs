// An article with markup in every field. It must be read like any other, and shown as the text that it is.
export const HOSTILE_TITLE = `<script>window.hacked=1</script><img src=x onerror="window.hacked=2">`;

export const hostile = {
  id: `"><script>window.hacked=3</script>`,
  lang: "ja",
  published: "2023-03-03",
  title: HOSTILE_TITLE,
  publisher: `<svg onload="window.hacked=4">&amp;`,
  url: "javascript:window.hacked=5",
  text: [
    HOSTILE_TITLE,
    "",
    `中国外務省の報道官は3日、日本の<b onmouseover="window.hacked=6">計画</b>に断固反対すると述べた。`,
    `ロシアのプーチン大統領は「<script>window.hacked=7</script>&lt;合意&gt;は{{7*7}}だ」と述べた。`,
    `𠮷田🗾外相は4日、<iframe srcdoc="<script>parent.hacked=8</script>"></iframe>韓国の外相と電話で会談した。`,
  ].join("\n"),
};
