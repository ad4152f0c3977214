# Pods of the service account flink, and no others, act as this one (Workload Identity).
resource "google_service_account" "flink" {
  account_id   = "${var.name}-flink"
  display_name = "Flink of ${var.name}"
}

resource "google_service_account_iam_member" "flink" {
  service_account_id = google_service_account.flink.name
  role               = "roles/iam.workloadIdentityUser"
  member             = "serviceAccount:${google_container_cluster.this.workload_identity_config[0].workload_pool}[${var.namespace}/flink]"
}

resource "google_storage_bucket_iam_member" "flink" {
  bucket = google_storage_bucket.state.name
  role   = "roles/storage.objectUser"
  member = google_service_account.flink.member
}
