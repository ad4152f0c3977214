resource "google_compute_network" "this" {
  name                    = var.name
  auto_create_subnetworks = false
}

resource "google_compute_subnetwork" "nodes" {
  name                     = "${var.name}-nodes"
  network                  = google_compute_network.this.id
  ip_cidr_range            = var.network_cidrs.nodes
  private_ip_google_access = true

  secondary_ip_range {
    range_name    = "pods"
    ip_cidr_range = var.network_cidrs.pods
  }

  secondary_ip_range {
    range_name    = "services"
    ip_cidr_range = var.network_cidrs.services
  }
}

# What the internal load balancer of the dashboard comes from.
resource "google_compute_subnetwork" "proxy_only" {
  name          = "${var.name}-proxy-only"
  network       = google_compute_network.this.id
  ip_cidr_range = var.network_cidrs.proxy_only
  purpose       = "REGIONAL_MANAGED_PROXY"
  role          = "ACTIVE"
}

# Machines have no public addresses; out they go by NAT, to Google's own services directly.
resource "google_compute_router" "this" {
  name    = var.name
  network = google_compute_network.this.id

  bgp {
    asn               = local.asn
    advertise_mode    = "CUSTOM"
    advertised_groups = ["ALL_SUBNETS"]

    # Pods keep their addresses on their way to AWS.
    advertised_ip_ranges {
      range = var.network_cidrs.pods
    }
  }
}

resource "google_compute_router_nat" "this" {
  name                               = var.name
  router                             = google_compute_router.this.name
  nat_ip_allocate_option             = "AUTO_ONLY"
  source_subnetwork_ip_ranges_to_nat = "ALL_SUBNETWORKS_ALL_IP_RANGES"
}

resource "google_compute_global_address" "events" {
  name = "${var.name}-events"
}
