"""French of what depends on a principle, as its page tells it."""

NOTHING_TELLS = "Rien ne distingue encore {this} "
NAMED_TOGETHER = " : tout ce qui en dépend les nomme ensemble."
ELIDED_OF = "d’"
FRAMED_BY = "Ce qu’encadre "
FRAMED = " :"
OTHERS = "{number} autres"
