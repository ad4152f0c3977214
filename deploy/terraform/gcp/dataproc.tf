# Flink by YARN, for those who have Dataproc: jobs are submitted by ../dataproc/submit.
resource "google_service_account" "dataproc" {
  count = var.dataproc == null ? 0 : 1

  account_id   = "${var.name}-dataproc"
  display_name = "Dataproc of ${var.name}"
}

resource "google_project_iam_member" "dataproc" {
  count = var.dataproc == null ? 0 : 1

  project = var.project
  role    = "roles/dataproc.worker"
  member  = google_service_account.dataproc[0].member
}

resource "google_storage_bucket_iam_member" "dataproc" {
  count = var.dataproc == null ? 0 : 1

  bucket = google_storage_bucket.state.name
  role   = "roles/storage.objectUser"
  member = google_service_account.dataproc[0].member
}

resource "google_dataproc_cluster" "this" {
  count = var.dataproc == null ? 0 : 1

  name   = var.name
  region = var.region

  cluster_config {
    gce_cluster_config {
      subnetwork       = google_compute_subnetwork.nodes.id
      service_account  = google_service_account.dataproc[0].email
      internal_ip_only = true
      tags             = ["${var.name}-dataproc"]

      shielded_instance_config {
        enable_secure_boot = true
      }
    }

    software_config {
      image_version       = var.dataproc.image_version
      optional_components = ["FLINK"]
    }

    master_config {
      num_instances = 1
      machine_type  = var.dataproc.machine_type
    }

    worker_config {
      num_instances = var.dataproc.workers
      machine_type  = var.dataproc.machine_type
    }
  }

  depends_on = [
    google_project_iam_member.dataproc,
    google_storage_bucket_iam_member.dataproc,
    google_compute_firewall.dataproc,
  ]
}

# The cluster's machines among themselves.
resource "google_compute_firewall" "dataproc" {
  count = var.dataproc == null ? 0 : 1

  name        = "${var.name}-dataproc"
  network     = google_compute_network.this.id
  source_tags = ["${var.name}-dataproc"]
  target_tags = ["${var.name}-dataproc"]

  allow {
    protocol = "tcp"
  }
  allow {
    protocol = "udp"
  }
  allow {
    protocol = "icmp"
  }
}

# People log in to the master by Identity-Aware Proxy, which asks who they are; the machines have no public addresses. The
# range is Google's: https://cloud.google.com/iap/docs/using-tcp-forwarding#create-firewall-rule
resource "google_compute_firewall" "dataproc_login" {
  count = var.dataproc == null ? 0 : 1

  name          = "${var.name}-dataproc-login"
  network       = google_compute_network.this.id
  source_ranges = ["35.235.240.0/20"]
  target_tags   = ["${var.name}-dataproc"]

  allow {
    protocol = "tcp"
    ports    = ["22"]
  }
}
