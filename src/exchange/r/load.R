# Networks of a staffroom survey in R.
#
#   source("load.R", chdir = TRUE)       # reads everything into `study` and checks the counts
#   study$actors                         # a line per actor: waves present, home school, covariates
#   staffroom_matrix(study, "advice", 1) # actors by actors: 1 tie, 0 none, NA no answer, 10 not asked
#   staffroom_network(study, "advice", 1, school = "A")        # package network (statnet)
#   staffroom_siena(study, c("advice", "talk"), school = "A")  # package RSiena: data for siena07
#
# `Rscript load.R` prints the counts. Nothing beyond base R is needed for that.
#
# The actors are the same, in the same order, in every matrix and every wave. NA is a pair of which nobody who was asked
# told: a row of somebody who did not answer, or a column where people were asked who names them. That is not nobody named.
# 10 is a pair that could not be asked about: somebody who was not there in that wave, or a colleague of another school
# where only the own school was asked.

staffroom_table <- function(file) {
  table <- utils::read.csv(file, colClasses = "character", check.names = FALSE, na.strings = "",
                           encoding = "UTF-8", comment.char = "", quote = "\"", strip.white = FALSE)
  # Cells that a spreadsheet would run as a formula have an apostrophe before them.
  plain <- function(x) sub("^'('*[-=+@\t\r\uff1d\uff0b\uff0d\uff20])", "\\1", x)
  table[] <- lapply(table, plain)
  table
}

staffroom_load <- function(folder = ".") {
  path <- function(name) file.path(folder, name)
  number <- function(x) suppressWarnings(utils::type.convert(x, as.is = TRUE))
  actors <- staffroom_table(path("actors.csv"))
  labels <- c("id", grep("^home_[0-9]+$", names(actors), value = TRUE))
  others <- setdiff(names(actors), labels)
  actors[others] <- lapply(actors[others], number)
  waves <- staffroom_table(path("waves.csv"))
  index <- staffroom_table(path("matrices.csv"))
  counted <- c("wave", "ties", "no_answer", "not_asked")
  index[counted] <- lapply(index[counted], as.integer)
  ties <- staffroom_table(path("ties.csv"))
  ties[c("wave", "from", "to")] <- lapply(ties[c("wave", "from", "to")], as.integer)
  ties$frequency <- as.numeric(ties$frequency)
  read <- function(file) {
    cells <- scan(path(file), what = integer(), sep = ",", quiet = TRUE, na.strings = "NA")
    matrix(cells, nrow = round(sqrt(length(cells))), byrow = TRUE)
  }
  study <- list(actors = actors, waves = waves, index = index, ties = ties,
                matrices = lapply(index$file, read))
  staffroom_check(study)
  study
}

# Actors of a school: those whose home it is in some wave; everybody when `school` is NULL.
staffroom_members <- function(study, school = NULL) {
  if (is.null(school)) return(seq_len(nrow(study$actors)))
  homes <- study$actors[grep("^home_[0-9]+$", names(study$actors))]
  members <- which(rowSums(homes == school, na.rm = TRUE) > 0)
  if (length(members) == 0) stop("no such school: ", school)
  members
}

staffroom_matrix <- function(study, relation, wave, school = NULL) {
  members <- staffroom_members(study, school)
  of <- study$index$relation == relation & study$index$wave == wave
  whole <- which(of & study$index$school == "*")
  if (length(whole) == 1) {
    m <- study$matrices[[whole]][members, members, drop = FALSE]
  } else {
    if (is.null(school)) stop("this group is written a school at a time: give `school`")
    own <- which(of & study$index$school == school)
    if (length(own) != 1) stop("not asked: ", relation, " in wave ", wave)
    m <- study$matrices[[own]]
  }
  ids <- study$actors$id[members]
  dimnames(m) <- list(ids, ids)
  m
}

# Waves in which a relation was asked.
staffroom_waves <- function(study, relation) sort(unique(study$index$wave[study$index$relation == relation]))

# A network of the package network: NA and 10 are missing ties, everything known of people is a vertex attribute.
staffroom_network <- function(study, relation, wave, school = NULL) {
  m <- staffroom_matrix(study, relation, wave, school)
  m[!is.na(m) & m == 10] <- NA
  diag(m) <- 0
  net <- network::network(m, matrix.type = "adjacency", directed = TRUE, loops = FALSE)
  members <- staffroom_members(study, school)
  network::network.vertex.names(net) <- study$actors$id[members]
  for (name in setdiff(names(study$actors), c("actor", "id"))) {
    network::set.vertex.attribute(net, name, study$actors[[name]][members])
  }
  net
}

# A dependent network of RSiena over the waves in which the relation was asked.
staffroom_dependent <- function(study, relation, school = NULL, waves = staffroom_waves(study, relation)) {
  matrices <- lapply(waves, function(wave) unname(staffroom_matrix(study, relation, wave, school)))
  n <- nrow(matrices[[1]])
  members <- staffroom_members(study, school)
  for (k in seq_along(waves)) {
    # Who is not there is told by the composition change; the 10 of such a row is not a structural zero of the school.
    gone <- study$actors[members, paste0("present_", waves[k])] == 0
    matrices[[k]][gone, ] <- 0L
    matrices[[k]][, gone] <- 0L
    diag(matrices[[k]]) <- 0L
  }
  RSiena::sienaDependent(array(unlist(matrices), dim = c(n, n, length(waves))))
}

# For each actor the intervals in which it is there: it comes and goes halfway between two waves.
staffroom_presence <- function(study, school = NULL, waves = seq_len(nrow(study$waves))) {
  members <- staffroom_members(study, school)
  present <- as.matrix(study$actors[members, paste0("present_", waves), drop = FALSE]) == 1
  lapply(seq_len(nrow(present)), function(i) {
    runs <- rle(unname(present[i, ]))
    end <- cumsum(runs$lengths)
    start <- end - runs$lengths + 1
    pieces <- lapply(which(runs$values), function(r) {
      c(if (start[r] == 1) 1 else start[r] - 0.5, if (end[r] == length(waves)) length(waves) else end[r] + 0.5)
    })
    as.numeric(unlist(pieces))
  })
}

staffroom_composition <- function(study, school = NULL, waves = seq_len(nrow(study$waves))) {
  RSiena::sienaCompositionChange(staffroom_presence(study, school, waves))
}

# Data for siena07: relations that were asked in the same waves, composition change, and the numeric covariates that
# everybody has.
staffroom_siena <- function(study, relations, school = NULL) {
  waves <- Reduce(intersect, lapply(relations, function(r) staffroom_waves(study, r)))
  if (length(waves) < 2) stop("RSiena needs two waves in which all of these were asked")
  parts <- lapply(relations, function(r) staffroom_dependent(study, r, school, waves))
  names(parts) <- make.names(relations)
  members <- staffroom_members(study, school)
  for (name in setdiff(names(study$actors), "actor")) {
    values <- study$actors[[name]][members]
    is_presence <- grepl("^(present|home)_[0-9]+$", name)
    if (is.numeric(values) && !is_presence && !anyNA(values) && length(unique(values)) > 1) {
      parts[[make.names(name)]] <- RSiena::coCovar(as.numeric(values))
    }
  }
  parts$composition <- staffroom_composition(study, school, waves)
  do.call(RSiena::sienaDataCreate, parts)
}

# The counts of the matrices as R reads them against those that were written beside them.
staffroom_counts <- function(study) {
  count <- function(test) vapply(study$matrices, function(m) sum(test(m), na.rm = TRUE), integer(1))
  data.frame(study$index[c("relation", "wave", "school")],
             actors = vapply(study$matrices, nrow, integer(1)),
             ties = count(function(m) m == 1L),
             no_answer = count(is.na),
             not_asked = count(function(m) m == 10L), check.names = FALSE)
}

staffroom_check <- function(study) {
  counts <- staffroom_counts(study)
  for (name in c("ties", "no_answer", "not_asked")) {
    wrong <- which(counts[[name]] != study$index[[name]])
    if (length(wrong) > 0) {
      stop("counts disagree: ", study$index$file[wrong[1]], ": ", name, " ", counts[[name]][wrong[1]],
           ", written ", study$index[[name]][wrong[1]])
    }
  }
  invisible(TRUE)
}

staffroom_folder <- function() {
  own <- sub("^--file=", "", grep("^--file=", commandArgs(FALSE), value = TRUE))
  if (length(own) == 1 && basename(own) == "load.R") dirname(own) else "."
}

study <- staffroom_load(staffroom_folder())
if (!interactive() && sys.nframe() == 0) print(staffroom_counts(study), row.names = FALSE)
