"""Articles in English for the pages: invented events, plain words. Each is (day, title, paragraphs)."""

ARTICLES = [
    ("2023-03-14", "Norland and Estmark agree to reopen border crossing after talks", [
        "The foreign ministers of Norland and Estmark agreed on Tuesday to reopen the crossing at Vilsk, closed since a "
        "dispute over grain transit broke out last autumn, the two governments said in a joint statement.",
        "\"This is a practical step and nothing more, but it is a good one,\" Norland's foreign minister, Ada Kerr, told "
        "reporters after four hours of talks in the port city of Lume.",
        "Under the agreement, lorries carrying food and medicine will be let through from the first of April. Other goods "
        "are to follow in May if customs officers of both sides report no breaches of the new rules.",
        "Estmark had accused its neighbour of letting cheap wheat flood its markets. Norland rejected the charge and "
        "imposed duties on Estmark's dairy products in return.",
        "Farmers' unions in Estmark criticised the deal. A spokesman for the largest of them said its members had not "
        "been consulted and would protest in the capital next week.",
        "The European Union, which had offered to mediate, welcomed the agreement and called on both governments to "
        "lift the remaining duties."]),
    ("2024-06-02", "Parliament rejects bill to extend state of emergency", [
        "Lawmakers voted by 74 to 61 on Sunday to reject a government bill that would have extended the state of "
        "emergency in the eastern provinces for another six months.",
        "Prime Minister Tomas Harel had argued that the army still needed special powers to fight armed groups in the "
        "hills. He said he respected the vote and would not ask for another.",
        "Opposition parties accused the government of using the emergency to silence critics. Eleven journalists have "
        "been detained under its rules since January, according to a press freedom organisation.",
        "The interior ministry said that the curfew would end at midnight on Friday and that checkpoints would be "
        "removed in stages.",
        "Neighbouring states expressed concern. The defence minister of Sarovia warned that fighters could cross the "
        "border again and said that his country would send 400 more soldiers to guard it."]),
    ("2022-10-21", "Island nations demand binding targets at climate meeting", [
        "A group of 14 island states on Friday demanded binding targets for the reduction of emissions, saying that "
        "voluntary pledges had failed and that some of their villages were already under water.",
        "The demand was made in an open letter to the hosts of next month's climate meeting. It was signed by the "
        "heads of government of all 14 states.",
        "\"We are not asking for charity. We are asking those who caused the damage to stop causing it,\" the letter "
        "said.",
        "The United States and China, the two largest emitters, did not comment at once. A German official said that "
        "Berlin supported the aim of the letter but doubted that binding targets could be agreed this year.",
        "Environmental organisations praised the island states and urged other governments to join them. Small "
        "protests were held outside several embassies in the region.",
        "The hosts promised to put the letter on the agenda of the opening day."]),
    ("2023-11-08", "Navy fires warning shots near disputed reef, coast guard protests", [
        "A patrol ship of the Sulian navy fired warning shots near a disputed reef on Wednesday, prompting a formal "
        "protest from the government of neighbouring Maranao.",
        "Maranao's coast guard said that two of its boats were carrying supplies to a small garrison on the reef when "
        "the patrol ship blocked their way and fired three shots into the air. Nobody was hurt.",
        "The Sulian defence ministry said that the boats had entered its waters without permission and that its "
        "sailors had acted with restraint.",
        "Maranao summoned the Sulian ambassador and handed him a note of protest. Its president, Lina Osei, called the "
        "shots \"a reckless act\" and threatened to take the matter to an international court.",
        "Both countries claim the reef. Talks on a code of conduct have made little progress in the past two years.",
        "Japan and Australia called on both sides to settle the dispute by peaceful means."]),
    ("2025-02-17", "Aid convoy reaches besieged town as ceasefire holds", [
        "The first aid convoy in seven weeks reached the besieged town of Qaral on Monday, as a ceasefire between the "
        "army and rebel forces held for a third day.",
        "Twenty-six lorries brought flour, blankets and medical supplies, the United Nations said. It thanked both "
        "sides for opening the road and asked for further convoys every other day.",
        "Residents described weeks of hunger. \"We ate once a day, and the children ate first,\" said a teacher who gave "
        "only her first name, Samira.",
        "The rebels accused the army of shelling a village north of the town on Sunday night. The army denied the "
        "accusation and said that it would investigate.",
        "Negotiators are expected to meet again in Geneva on Thursday. Diplomats said that an exchange of prisoners was "
        "likely to be agreed.",
        "The war has driven more than two million people from their homes since it began three years ago."]),
    ("2021-09-30", "Central bank chief resigns in row over currency controls", [
        "The governor of the central bank resigned on Thursday in a row with the finance minister over currency controls "
        "that the government wants to introduce.",
        "In a short letter to the president, Governor Ines Caldera wrote that the measures would drive investors away and "
        "that she could not carry them out.",
        "The finance minister, Pavel Droz, thanked her for her service and said that the controls would be temporary. He "
        "accused foreign speculators of attacking the currency.",
        "The currency fell by four percent against the dollar after the news. Trading in bank shares was stopped for an "
        "hour.",
        "The International Monetary Fund urged the government to reconsider. A delegation of the Fund is due to arrive in "
        "the capital on Monday for talks about a loan.",
        "Opposition leaders called for early elections."]),
]
