# Makes within.json: what R's sna and igraph say of the networks of make.py when everybody could name colleagues of the own
# school only: Rscript make_within.R, after make.py. Ties across schools are left out; in `m` what could not be asked is NA,
# in `g` and `u` it is not there. Needs the packages sna, igraph and jsonlite.
suppressMessages({library(jsonlite); library(sna); library(igraph)})

setup <- c(
  "n <- length(schools); same <- outer(schools, schools, \"==\"); m <- matrix(0, n, n); m[arcs + 1] <- 1; m[!same] <- NA; diag(m) <- 0",
  "w <- m; w[!same] <- 0; s <- pmax(w, t(w)); g <- igraph::graph_from_adjacency_matrix(w); u <- igraph::graph_from_adjacency_matrix(s, mode = \"undirected\")",
  "groups <- lapply(sort(unique(schools)), function(x) which(schools == x)); possible <- sum(sapply(groups, function(o) length(o) * (length(o) - 1)))",
  "people <- function(f) { x <- rep(NA, n); for (o in groups) x[o] <- f(o); x }",
  "alone <- function(o) igraph::induced_subgraph(g, o); either <- function(o) igraph::induced_subgraph(u, o)",
  "near <- function(graph, o, mode) if (length(o) > 1) igraph::harmonic_centrality(graph, mode = mode, normalized = TRUE) else NA",
  "census <- function(o) if (length(o) > 2) as.vector(sna::triad.census(w[o, o])) else rep(0, 16)"
)

# Scope, name, line.
lines <- list(
  c("layer", "density", "sna::gden(m)"),
  c("layer", "density_observed", "sna::gden(m)"),
  c("layer", "mutual", "sum(sapply(groups, function(o) sna::dyad.census(w[o, o, drop = FALSE])[1, \"Mut\"]))"),
  c("layer", "asymmetric", "sum(sapply(groups, function(o) sna::dyad.census(w[o, o, drop = FALSE])[1, \"Asym\"]))"),
  c("layer", "null", "sum(sapply(groups, function(o) if (length(o) > 1) sna::dyad.census(w[o, o])[1, \"Null\"] else 0))"),
  c("layer", "dyads_observed", "sum(sna::dyad.census(m))"),
  c("layer", "reciprocity_arcs", "sna::grecip(m, measure = \"edgewise\")"),
  c("layer", "reciprocity_pairs", "sna::grecip(m, measure = \"dyadic.nonnull\")"),
  c("layer", "transitivity", "igraph::transitivity(u)"),
  c("layer", "mean_clustering", "igraph::transitivity(u, type = \"localaverage\", isolates = \"NaN\")"),
  c("layer", "mean_distance", "igraph::mean_distance(u, directed = FALSE)"),
  c("layer", "diameter", "igraph::diameter(u, directed = FALSE)"),
  c("layer", "mean_inverse_distance", "sum(sapply(groups, function(o) sum(1 / sna::geodist(w[o, o, drop = FALSE])$gdist[row(diag(length(o))) != col(diag(length(o)))]))) / possible"),
  c("layer", "fragmentation", "(function(k) 1 - sum(k * (k - 1)) / possible)(igraph::components(u)$csize)"),
  c("layer", "triads", "Reduce(`+`, lapply(groups, census))"),
  c("person", "harmonic_closeness", "people(function(o) near(either(o), o, \"all\"))"),
  c("person", "harmonic_in", "people(function(o) near(alone(o), o, \"in\"))"),
  c("person", "harmonic_out", "people(function(o) near(alone(o), o, \"out\"))"),
  c("person", "reach_2", "people(function(o) if (length(o) > 1) (igraph::ego_size(either(o), order = 2) - 1) / (length(o) - 1) else NA)"),
  c("person", "betweenness", "people(function(o) igraph::betweenness(alone(o)))"),
  c("person", "betweenness_normalised", "people(function(o) if (length(o) > 2) igraph::betweenness(alone(o)) / ((length(o) - 1) * (length(o) - 2)) else NA)"),
  c("person", "betweenness_undirected", "people(function(o) igraph::betweenness(either(o), directed = FALSE))"),
  c("person", "constraint", "people(function(o) igraph::constraint(alone(o)))"),
  c("person", "coreness", "people(function(o) igraph::coreness(either(o)))"),
  c("person", "clustering", "people(function(o) igraph::transitivity(either(o), type = \"local\", isolates = \"NaN\"))")
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
    value <- tryCatch(suppressWarnings(as.numeric(eval(parse(text = l[3]), env))), error = function(e) stop(name, ": ", l[2], ": ", e))
    sprintf("  {\"scope\": %s, \"measure\": %s, \"how\": %s, \"value\": %s}", text_of(l[1]), text_of(l[2]), text_of(l[3]), number(value))
  }, "")
  of <- c(of, paste0(" {\"name\": ", text_of(name), ", \"values\": [\n", paste(values, collapse = ",\n"), "\n ]}"))
}
version <- paste0("sna ", packageVersion("sna"), ", igraph ", packageVersion("igraph"))
writeLines(paste0("{\"package\": \"sna, igraph (R)\", \"version\": ", text_of(version), ", \"setup\": [\n",
                  paste0(" ", vapply(setup, text_of, ""), collapse = ",\n"), "\n], \"of\": [\n", paste(of, collapse = ",\n"), "\n]}"),
           file.path(here, "within.json"))
