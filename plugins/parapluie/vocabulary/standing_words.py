"""How pages tell what held once, what came before, and what was taken up."""

FORMER = "Autrefois"
BEFORE = "Ce qui est venu avant"
OVER = "{this} n’a plus cours."
BY_OVER = ("Par ", ", qui n’a plus cours.")
LINK_OVER = "Ce lien a pris fin {when}."
PRECEDES = " précède "
DATED = ", qui date {since}."
UNDATED = "."
OR_ELSE = " ou "
DISPUTED = ", selon les sources"
# « Ce projet, commencé en 2018, a été repris par la *Politique …*, qui date du 6 février 2023. »
TAKEN_UP = "{this}, {begun} {when}, a été {taken} par "
BEGUN = ("commencé", "commencée")
TAKEN = ("repris", "reprise")
