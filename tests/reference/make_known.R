# Makes known.json: what R's sna says of studies in which some did not answer, with NA for every pair of which nobody who
# was asked told: Rscript make_known.R. The matrices are made here from the staff list and the reports, without the
# program. Needs the package sna.
suppressMessages(library(sna))
here <- dirname(sub("--file=", "", grep("--file=", commandArgs(FALSE), value = TRUE)))
undirected <- "joint_planning"

# A relation of a study as a matrix: by the ends that were asked, as the default reading puts them together.
relation <- function(study, name) {
  people <- study$people
  n <- nrow(people)
  spoke <- people$answered == "yes"
  said <- function(end) {
    own <- study$ties[study$ties$relation == name & study$ties$reporter == end, ]
    m <- matrix(0, n, n)
    m[cbind(match(own$from, people$id), match(own$to, people$id))] <- 1
    stopifnot(all(spoke[match(if (end == "from") own$from else own$to, people$id)]))
    # Who names stands in rows, who is named in columns: the ones who did not answer say nothing.
    if (end == "from") m[!spoke, ] <- NA else m[, !spoke] <- NA
    if (nrow(own) == 0) m[] <- NA
    m
  }
  from <- said("from")
  to <- said("to")
  if (name %in% undirected) {
    to <- t(from)
    m <- pmax(from, to, na.rm = TRUE)
  } else {
    # Agreement where both told, the single report where one did.
    m <- pmin(from, to, na.rm = TRUE)
  }
  m[is.na(from) & is.na(to)] <- NA
  diag(m) <- NA
  m
}

read_study <- function(folder, wave = NULL) {
  read <- function(file) {
    table <- read.csv(file.path(folder, file), colClasses = "character")
    if (!is.null(wave)) table <- table[table$wave == wave, ]
    table
  }
  list(people = read("teachers.csv"), ties = read("ties.csv"))
}

quiet <- function(code) {
  sink(tempfile()); on.exit(sink())
  suppressWarnings(code)
}
pairs_of <- function(...) sum(Reduce(`&`, lapply(list(...), function(m) !is.na(m))))

of <- function(folder, wave, relations, correlations, models, within = NULL) {
  study <- read_study(folder, wave)
  m <- sapply(relations, function(r) relation(study, r), simplify = FALSE)
  school <- study$people$school
  m[["same:school"]] <- outer(school, school, function(a, b) as.numeric(a == b & a != ""))
  diag(m[["same:school"]]) <- NA
  list(
    density_observed = lapply(m[relations], function(x) list(value = gden(x, diag = FALSE), pairs = pairs_of(x))),
    qap = lapply(correlations, function(p) list(x = p[1], y = p[2], r = gcor(m[[p[1]]], m[[p[2]]]), pairs = pairs_of(m[[p[1]]], m[[p[2]]]))),
    mrqap = lapply(models, function(p) {
      x <- m[p[-1]]
      line <- quiet(netlm(m[[p[1]]], x, mode = "digraph", nullhyp = "classical"))
      odds <- quiet(netlogit(m[[p[1]]], x, mode = "digraph", nullhyp = "classical"))
      list(response = p[1], predictors = as.list(p[-1]), pairs = do.call(pairs_of, unname(m[p])),
           coefficients = as.list(line$coefficients), t = as.list(line$tstat), odds = as.list(odds$coefficients))
    })
  )
}

both <- list(
  c("shown", "advice"), c("class_visit", "shown"), c("class_visit", "advice"), c("joint_planning", "advice"),
  c("joint_planning", "class_visit"), c("joint_planning", "shown"))
bridge <- lapply(both, function(p) sub("advice", "teaching_talk", p))
values <- list(
  package = "sna (R)", version = as.character(packageVersion("sna")),
  known = of(file.path(here, "known"), NULL, c("advice", "shown", "class_visit", "joint_planning"), both,
             list(c("shown", "advice", "same:school"), c("class_visit", "advice", "shown"), c("joint_planning", "class_visit"))),
  `de-brug` = of(file.path(here, "../../samples/de-brug"), "2024",
                 c("teaching_talk", "shown", "class_visit", "joint_planning"), bridge,
                 list(c("shown", "teaching_talk", "same:school"))))
text_of <- function(x, indent = "") {
  if (is.character(x)) return(encodeString(x, quote = "\""))
  if (!is.list(x)) return(sprintf("%.15g", x))
  named <- !is.null(names(x))
  inner <- paste0(indent, " ")
  parts <- vapply(x, text_of, "", indent = inner)
  if (named) parts <- paste0("\"", names(x), "\": ", parts)
  flat <- !any(vapply(x, is.list, TRUE))
  ends <- if (named) c("{", "}") else c("[", "]")
  if (flat) return(paste0(ends[1], paste(parts, collapse = ", "), ends[2]))
  paste0(ends[1], "\n", paste0(inner, parts, collapse = ",\n"), "\n", indent, ends[2])
}
writeLines(text_of(values), file.path(here, "known.json"))
