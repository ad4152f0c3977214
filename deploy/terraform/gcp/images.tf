# A tag that was pushed stays what it was, so that nodes that pull it at different times run the same.
resource "google_artifact_registry_repository" "images" {
  repository_id = var.name
  location      = var.region
  description   = "Images of ${var.name}"
  format        = "DOCKER"

  docker_config {
    immutable_tags = true
  }
}

# The nodes pull from this repository, and not from others of the project.
resource "google_artifact_registry_repository_iam_member" "nodes" {
  location   = google_artifact_registry_repository.images.location
  repository = google_artifact_registry_repository.images.name
  role       = "roles/artifactregistry.reader"
  member     = google_service_account.nodes.member
}
