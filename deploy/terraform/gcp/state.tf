# Checkpoints, savepoints, what high availability needs, the lake, and the job's jar for Dataproc.
resource "google_storage_bucket" "state" {
  name                        = "${var.project}-${var.name}-state"
  location                    = var.region
  uniform_bucket_level_access = true
  public_access_prevention    = "enforced"

  # Flink deletes old checkpoints itself. What a broken upload leaves, nobody does.
  lifecycle_rule {
    condition {
      age = 7
    }
    action {
      type = "AbortIncompleteMultipartUpload"
    }
  }
}
