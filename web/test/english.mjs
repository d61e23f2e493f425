// An article in English, so that the page is tested in the other language whatever the bundled articles are.
export const english = {
  id: "geneva", lang: "en", published: "2023-08-05", title: "Ministers meet in Geneva as tariffs rise", publisher: "seimei samples",
  url: "https://example.org/geneva",
  text: [
    "Ministers meet in Geneva as tariffs rise",
    "",
    "French Foreign Minister Catherine Colonna met German Foreign Minister Annalena Baerbock in Geneva on Friday. “We will not accept changes " +
      "of borders by force,” Colonna said after the talks.",
    "",
    "China's Foreign Ministry condemned the new tariffs of the United States on Thursday and demanded that Washington withdraw them. The White " +
      "House rejected the demand, calling the tariffs “fair and overdue”.",
    "",
    "Russia said it opposes the expansion of NATO. Moscow accused the alliance of moving troops to its borders, and President Vladimir Putin " +
      "warned that Russia would respond.",
  ].join("\n"),
};
