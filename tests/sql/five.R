# The five questions of sql_test.py, by R and readr out of CSV: Rscript five.R FOLDER
library(readr)
folder <- commandArgs(TRUE)[1]
read <- function(name) read_csv(file.path(folder, name), na = character(), col_types = cols(.default = col_character()))
show <- function(name, values) cat(sprintf("%s\t%s\t%.4f\n", name, names(values), as.numeric(values)), sep = "")
# How many records have each of the words that their cells join.
spread <- function(ids, cells, change = identity) {
  lists <- strsplit(cells, "|", fixed = TRUE)
  pairs <- unique(data.frame(id = rep(ids, lengths(lists)), word = change(unlist(lists))))
  table(pairs$word)
}
events <- read("events.csv")
statements <- read("statements.csv")
show("types", table(events$event[events$status == "actual" & events$same_as == ""]))
day <- ifelse(events$date == "", events$published, events$date)
month <- ifelse(nchar(day) == 4, paste0(day, "-01"), substr(day, 1, 7))
show("months", tapply(as.numeric(events$event_scale), factor(month, exclude = NULL), mean))
show("actors", spread(events$id, events$actor, function(label) sub(":.*", "", label)))
show("conflict", table(events$status[events$quad_code == "4"]))
show("sources", spread(statements$id, statements$source))
