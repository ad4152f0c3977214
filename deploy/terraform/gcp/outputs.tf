output "cluster_name" {
  description = "For gcloud container clusters get-credentials."
  value       = google_container_cluster.this.name
}

output "image_prefix" {
  description = "Overlay gke: what newName has in front of /booking-service and the other images' names."
  value       = "${var.region}-docker.pkg.dev/${var.project}/${google_artifact_registry_repository.images.repository_id}"
}

output "state_uri" {
  description = "Overlay gke: in front of /checkpoints, /savepoints, /high-availability and /lake. Also for ../dataproc/submit."
  value       = "gs://${google_storage_bucket.state.name}"
}

output "flink_service_account" {
  description = "Overlay gke: the annotation of the service account flink."
  value       = google_service_account.flink.email
}

output "proxy_only_cidr" {
  description = "Overlay gke: where the internal load balancer comes from, in its network policies."
  value       = google_compute_subnetwork.proxy_only.ip_cidr_range
}

output "ingress_address_name" {
  description = "Overlay gke: the static address of the Ingress events."
  value       = google_compute_global_address.events.name
}

output "dataproc_cluster" {
  description = "For ../dataproc/submit; null where there is none."
  value       = one(google_dataproc_cluster.this[*].name)
}

output "vpn_gateway" {
  description = "For the variable gcp_vpn of ../aws, to which the pods' addresses are added."
  value = {
    gateway_addresses = [for interface in google_compute_ha_vpn_gateway.this.vpn_interfaces : interface.ip_address]
    asn               = local.asn
    cidr              = var.network_cidrs.pods
  }
}
