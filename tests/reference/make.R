# Adds to the reference values what R says of the same networks: Rscript make.R, after make.py.
# Needs the packages sna, igraph and jsonlite. Each value is kept with the line that made it; `setup` comes before.
suppressMessages({library(jsonlite); library(sna); library(igraph)})

setup <- c(
  "n <- length(schools); m <- matrix(0, n, n); m[arcs + 1] <- 1; s <- pmax(m, t(m))",
  "g <- igraph::graph_from_adjacency_matrix(m); u <- igraph::graph_from_adjacency_matrix(s, mode = \"undirected\")",
  "roles <- c(\"w_I\", \"w_O\", \"b_OI\", \"b_IO\", \"b_O\"); b <- sna::brokerage(m, schools)",
  "sizes <- as.numeric(table(schools)); mixing <- t(sapply(sort(unique(schools)), function(x) sapply(sort(unique(schools)), function(y) sum(m[schools == x, schools == y, drop = FALSE]))))",
  "half <- t(sapply(sort(unique(schools)), function(x) sapply(sort(unique(schools)), function(y) sum(s[schools == x, schools == y, drop = FALSE]) / (1 + (x == y)))))",
  "groups <- lapply(sort(unique(schools)), function(x) which(schools == x))",
  "each <- function(f) sapply(groups, function(o) tryCatch(suppressWarnings(as.numeric(f(m[o, o, drop = FALSE]))), error = function(e) NA))",
  "either <- function(m) pmax(m, t(m))",
  "bound <- function(m) (function(r, cd) { v <- 0; room <- 0; for (k in seq_along(cd$csize)) { w <- which(cd$membership == k); if (length(w) > 2) { room <- room + choose(length(w) - 1, 2); for (p in combn(w, 2, simplify = FALSE)) { bounds <- which(r[, p[1]] == 1 & r[, p[2]] == 1); if (!any(vapply(bounds, function(x) all(r[bounds, x] == 1), NA))) v <- v + 1 } } }; 1 - v / room })(sna::reachability(m), sna::component.dist(m, connected = \"weak\"))",
  "core <- function(s) (function(d) suppressWarnings(max(sapply(unique(d), function(k) { e <- outer(d >= k, d >= k, \"+\"); e[e == 1] <- NA; diag(e) <- NA; keep <- !is.na(e); if (sum(e[keep]) == 0 || length(unique(e[keep])) < 2) NA else cor(e[keep], s[keep]) }), na.rm = TRUE)))(rowSums(s))"
)

sna_lines <- list(
  c("layer", "density", "sna::gden(m)"),
  c("layer", "mutual", "sna::dyad.census(m)[1, \"Mut\"]"),
  c("layer", "asymmetric", "sna::dyad.census(m)[1, \"Asym\"]"),
  c("layer", "null", "sna::dyad.census(m)[1, \"Null\"]"),
  c("layer", "reciprocity_arcs", "sna::grecip(m, measure = \"edgewise\")"),
  c("layer", "reciprocity_pairs", "sna::grecip(m, measure = \"dyadic.nonnull\")"),
  c("layer", "reciprocity_dyadic", "sna::grecip(m, measure = \"dyadic\")"),
  c("layer", "transitivity_directed", "sna::gtrans(m, measure = \"weak\")"),
  c("layer", "in_centralisation", "sna::centralization(m, sna::degree, cmode = \"indegree\")"),
  c("layer", "out_centralisation", "sna::centralization(m, sna::degree, cmode = \"outdegree\")"),
  c("layer", "degree_centralisation", "sna::centralization(s, sna::degree, mode = \"graph\")"),
  c("layer", "betweenness_centralisation", "sna::centralization(s, sna::betweenness, mode = \"graph\")"),
  c("layer", "krackhardt_connectedness", "sna::connectedness(m)"),
  c("layer", "krackhardt_hierarchy", "sna::hierarchy(m, measure = \"krackhardt\")"),
  c("layer", "krackhardt_efficiency", "sna::efficiency(m)"),
  # Of random60 another number than by the definition of its manual (bound, below): the function asks for a bound that
  # reaches all others, not one that all others reach. The tests say so.
  c("layer", "krackhardt_lubness", "sna::lubness(m)"),
  c("layer", "triads", "as.vector(sna::triad.census(m))"),
  c("layer", "brokerage", "as.vector(b$raw.gli[roles])"),
  c("layer", "brokerage_expected", "as.vector(b$exp.gli[c(1, 2, 4, 3, 5)])"),
  c("layer", "brokerage_z", "as.vector(b$z.gli[c(1, 2, 4, 3, 5)])"),
  c("person", "harmonic_closeness", "sna::closeness(s, gmode = \"graph\", cmode = \"suminvundir\")"),
  c("person", "harmonic_out", "sna::closeness(m, cmode = \"suminvdir\")"),
  c("person", "betweenness", "sna::betweenness(m)"),
  c("person", "betweenness_undirected", "sna::betweenness(s, gmode = \"graph\")"),
  c("person", "coreness", "sna::kcores(s, mode = \"graph\", cmode = \"indegree\")"),
  c("person", "brokerage_coordinator", "b$raw.nli[, \"w_I\"]"),
  c("person", "brokerage_itinerant", "b$raw.nli[, \"w_O\"]"),
  c("person", "brokerage_gatekeeper", "b$raw.nli[, \"b_OI\"]"),
  c("person", "brokerage_representative", "b$raw.nli[, \"b_IO\"]"),
  c("person", "brokerage_liaison", "b$raw.nli[, \"b_O\"]"),
  c("person", "brokerage_coordinator_z", "b$z.nli[, \"w_I\"]"),
  c("person", "brokerage_itinerant_z", "b$z.nli[, \"w_O\"]"),
  c("person", "brokerage_gatekeeper_z", "b$z.nli[, \"b_OI\"]"),
  c("person", "brokerage_representative_z", "b$z.nli[, \"b_IO\"]"),
  c("person", "brokerage_liaison_z", "b$z.nli[, \"b_O\"]"),
  # Shortest paths between people outside a school, and those of them that are still there without it.
  c("school", "group_betweenness", "(function(a) sapply(groups, function(o) { rest <- setdiff(seq_len(n), o); b <- sna::geodist(s[rest, rest]); d <- a$gdist[rest, rest]; ok <- is.finite(d) & row(d) != col(d); around <- ifelse(b$gdist == d, b$counts / a$counts[rest, rest], 0); sum((1 - around)[ok]) / (length(rest) * (length(rest) - 1)) }))(sna::geodist(s))"),
  # The lines above once more, for the people and ties of each school alone.
  c("school", "density", "each(sna::gden)"),
  c("school", "mutual", "each(function(m) sna::dyad.census(m)[1, \"Mut\"])"),
  c("school", "asymmetric", "each(function(m) sna::dyad.census(m)[1, \"Asym\"])"),
  c("school", "null", "each(function(m) sna::dyad.census(m)[1, \"Null\"])"),
  c("school", "reciprocity_arcs", "each(function(m) sna::grecip(m, measure = \"edgewise\"))"),
  c("school", "reciprocity_pairs", "each(function(m) sna::grecip(m, measure = \"dyadic.nonnull\"))"),
  c("school", "transitivity_directed", "each(function(m) sna::gtrans(m, measure = \"weak\"))"),
  c("school", "components_weak", "each(function(m) sna::components(m, connected = \"weak\"))"),
  c("school", "components_strong", "each(function(m) sna::components(m, connected = \"strong\"))"),
  c("school", "in_centralisation", "each(function(m) sna::centralization(m, sna::degree, cmode = \"indegree\"))"),
  c("school", "out_centralisation", "each(function(m) sna::centralization(m, sna::degree, cmode = \"outdegree\"))"),
  c("school", "degree_centralisation", "each(function(m) sna::centralization(either(m), sna::degree, mode = \"graph\"))"),
  c("school", "betweenness_centralisation", "each(function(m) sna::centralization(either(m), sna::betweenness, mode = \"graph\"))"),
  c("school", "krackhardt_connectedness", "each(sna::connectedness)"),
  c("school", "krackhardt_hierarchy", "each(function(m) sna::hierarchy(m, measure = \"krackhardt\"))"),
  c("school", "krackhardt_efficiency", "each(sna::efficiency)"),
  c("school", "krackhardt_lubness", "each(sna::lubness)")
)

igraph_lines <- list(
  c("person", "constraint", "igraph::constraint(g)"),
  c("person", "eigenvector", "(function(part) { x <- rep(NA, n); for (k in which(part$csize == max(part$csize))) { own <- which(part$membership == k); x[own] <- igraph::eigen_centrality(igraph::induced_subgraph(u, own), scale = TRUE, options = list(maxiter = 100000, tol = 1e-14))$vector }; x })(igraph::components(u))"),
  c("person", "pagerank", "igraph::page_rank(g, damping = 0.85)$vector"),
  c("layer", "in_centralisation", "igraph::centr_degree(g, mode = \"in\", loops = FALSE)$centralization"),
  c("layer", "out_centralisation", "igraph::centr_degree(g, mode = \"out\", loops = FALSE)$centralization"),
  c("layer", "degree_centralisation", "igraph::centr_degree(u, loops = FALSE)$centralization"),
  c("layer", "betweenness_centralisation", "igraph::centr_betw(u, directed = FALSE)$centralization"),
  c("layer", "mean_inverse_distance", "igraph::global_efficiency(g, directed = TRUE)")
)

# Formulas of packages that are not at hand here, in base R.
base_lines <- list(
  # The definition in the manual of sna::lubness, from sna's reachability: a bound that all others reach.
  c("layer", "krackhardt_lubness", "bound(m)"),
  c("school", "krackhardt_lubness", "each(bound)"),
  # netUtils core_periphery(method = "rk1_dc")
  c("layer", "core_periphery_fit", "core(s)"),
  c("school", "core_periphery_fit", "each(function(m) core(either(m)))"),
  # UCINET's E-I routine: expected from sizes, and range
  c("layer", "ei_expected", "1 - 2 * sum(choose(sizes, 2)) / choose(n, 2)"),
  c("layer", "ei_min", "(function(l) 1 - 2 * min(l, sum(choose(sizes, 2))) / l)(sum(half[upper.tri(half, diag = TRUE)]))"),
  c("layer", "ei_max", "(function(l) 2 * min(l, choose(n, 2) - sum(choose(sizes, 2))) / l - 1)(sum(half[upper.tri(half, diag = TRUE)]))"),
  c("school", "ei_index", "(rowSums(half) - 2 * diag(half)) / rowSums(half)")
)

text_of <- function(x) toJSON(x, auto_unbox = TRUE, null = "null", na = "null", digits = NA)
number <- function(x) {
  x <- as.numeric(x)
  if (length(x) == 1) {
    if (is.finite(x)) sprintf("%.17g", x) else "null"
  } else {
    paste0("[", paste(ifelse(is.finite(x), sprintf("%.17g", x), "null"), collapse = ", "), "]")
  }
}

here <- dirname(sub("--file=", "", grep("--file=", commandArgs(FALSE), value = TRUE)))
for (file in list.files(here, "[.]json$", full.names = TRUE)) {
  known <- fromJSON(file)
  if (is.null(known$network)) next
  env <- new.env()
  env$schools <- known$schools
  env$arcs <- known$arcs
  for (line in setup) eval(parse(text = line), env)
  source_text <- function(package, version, lines) {
    values <- vapply(lines, function(l) {
      value <- number(eval(parse(text = l[3]), env))
      sprintf("   {\"scope\": %s, \"measure\": %s, \"how\": %s, \"value\": %s}", text_of(l[1]), text_of(l[2]), text_of(l[3]), value)
    }, "")
    paste0("  {\"package\": ", text_of(package), ", \"version\": ", text_of(version), ", \"setup\": [\n",
           paste0("   ", vapply(setup, text_of, ""), collapse = ",\n"), "\n  ], \"values\": [\n",
           paste(values, collapse = ",\n"), "\n  ]}")
  }
  more <- c(
    source_text("sna (R)", as.character(packageVersion("sna")), sna_lines),
    source_text("igraph (R)", as.character(packageVersion("igraph")), igraph_lines),
    source_text("R, by formula", paste(R.version$major, R.version$minor, sep = "."), base_lines)
  )
  text <- paste(readLines(file, encoding = "UTF-8"), collapse = "\n")
  stopifnot(!grepl("sna (R)", text, fixed = TRUE))
  text <- sub("\n \\]\n\\}$", paste0(",\n", "@MORE@", "\n ]\n}"), text)
  text <- sub("@MORE@", paste(more, collapse = ",\n"), text, fixed = TRUE)
  writeLines(text, file)
}
