# Makes observed.json: what R's sna says of the networks of make.py when some people did not answer: Rscript make_observed.R,
# after make.py. Person v did not answer where v %% 7 == 3: the row is NA. Needs the packages sna and jsonlite.
suppressMessages({library(jsonlite); library(sna)})

setup <- c(
  "n <- length(schools); m <- matrix(0, n, n); m[arcs + 1] <- 1; m[which((seq_len(n) - 1) %% 7 == 3), ] <- NA; diag(m) <- 0",
  "parts <- c(list(seq_len(n)), lapply(sort(unique(schools)), function(x) which(schools == x)))",
  "each <- function(f) sapply(parts, function(o) tryCatch(suppressWarnings(as.numeric(f(m[o, o, drop = FALSE]))), error = function(e) NA))"
)

# The whole network, then each school.
lines <- list(
  c("density_observed", "each(sna::gden)"),
  c("dyads_observed", "each(function(m) sum(sna::dyad.census(m)))"),
  c("reciprocity_arcs_observed", "each(function(m) sna::grecip(m, measure = \"edgewise\"))"),
  c("reciprocity_pairs_observed", "each(function(m) sna::grecip(m, measure = \"dyadic.nonnull\"))")
)

text_of <- function(x) toJSON(x, auto_unbox = TRUE)
number <- function(x) paste0("[", paste(ifelse(is.finite(x), sprintf("%.17g", x), "null"), collapse = ", "), "]")
here <- dirname(sub("--file=", "", grep("--file=", commandArgs(FALSE), value = TRUE)))
of <- character()
for (name in c("toy_a", "toy_b", "florentine", "kite", "two_schools", "disconnected", "random60")) {
  known <- fromJSON(file.path(here, paste0(name, ".json")))
  env <- new.env()
  env$schools <- known$schools
  env$arcs <- known$arcs
  for (line in setup) eval(parse(text = line), env)
  values <- vapply(lines, function(l) {
    sprintf("  {\"measure\": %s, \"how\": %s, \"value\": %s}", text_of(l[1]), text_of(l[2]), number(eval(parse(text = l[2]), env)))
  }, "")
  of <- c(of, paste0(" {\"name\": ", text_of(name), ", \"values\": [\n", paste(values, collapse = ",\n"), "\n ]}"))
}
writeLines(paste0("{\"package\": \"sna (R)\", \"version\": ", text_of(as.character(packageVersion("sna"))), ", \"setup\": [\n",
                  paste0(" ", vapply(setup, text_of, ""), collapse = ",\n"), "\n], \"of\": [\n", paste(of, collapse = ",\n"), "\n]}"),
           file.path(here, "observed.json"))
