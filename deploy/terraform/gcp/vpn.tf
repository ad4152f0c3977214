# To AWS: a gateway with two addresses, and a tunnel to each of AWS' four. First the gateway alone is made, its addresses
# are given to ../aws, and what comes out there is given to aws_vpn here.
locals {
  asn = 64514

  # By their numbers, 0 to 3: the first two are those of the first connection.
  tunnels = {
    for number in range(var.aws_vpn == null ? 0 : 4) : tostring(number) => {
      interface       = floor(number / 2)
      outside_address = var.aws_vpn.connections[floor(number / 2)].outside_addresses[number % 2]
      aws_address     = var.aws_vpn.connections[floor(number / 2)].aws_addresses[number % 2]
      gcp_address     = var.aws_vpn.connections[floor(number / 2)].gcp_addresses[number % 2]
      aws_asn         = var.aws_vpn.connections[floor(number / 2)].aws_asn
    }
  }
}

resource "google_compute_ha_vpn_gateway" "this" {
  name    = "${var.name}-to-aws"
  network = google_compute_network.this.id
}

resource "google_compute_external_vpn_gateway" "aws" {
  count = var.aws_vpn == null ? 0 : 1

  name            = "${var.name}-aws"
  redundancy_type = "FOUR_IPS_REDUNDANCY"

  dynamic "interface" {
    for_each = local.tunnels
    content {
      id         = tonumber(interface.key)
      ip_address = interface.value.outside_address
    }
  }
}

resource "google_compute_vpn_tunnel" "aws" {
  for_each = local.tunnels

  name                            = "${var.name}-aws-${each.key}"
  vpn_gateway                     = google_compute_ha_vpn_gateway.this.id
  vpn_gateway_interface           = each.value.interface
  peer_external_gateway           = google_compute_external_vpn_gateway.aws[0].id
  peer_external_gateway_interface = tonumber(each.key)
  router                          = google_compute_router.this.id
  ike_version                     = 2
  shared_secret_wo                = var.aws_vpn_keys[tonumber(each.key)]
  shared_secret_wo_version        = tostring(var.aws_vpn_keys_version)
}

resource "google_compute_router_interface" "aws" {
  for_each = local.tunnels

  name       = "${var.name}-aws-${each.key}"
  router     = google_compute_router.this.name
  ip_range   = "${each.value.gcp_address}/30"
  vpn_tunnel = google_compute_vpn_tunnel.aws[each.key].name
}

resource "google_compute_router_peer" "aws" {
  for_each = local.tunnels

  name            = "${var.name}-aws-${each.key}"
  router          = google_compute_router.this.name
  interface       = google_compute_router_interface.aws[each.key].name
  peer_ip_address = each.value.aws_address
  peer_asn        = each.value.aws_asn
}

# MSK's names resolve publicly, to addresses in the VPC; only Kafka's port goes through.
resource "google_compute_firewall" "to_aws" {
  count = var.aws_vpn == null ? 0 : 1

  name               = "${var.name}-to-aws"
  network            = google_compute_network.this.id
  direction          = "EGRESS"
  priority           = 900
  destination_ranges = [var.aws_vpn.cidr]

  allow {
    protocol = "tcp"
    ports    = ["9096"]
  }
}

resource "google_compute_firewall" "nothing_else_to_aws" {
  count = var.aws_vpn == null ? 0 : 1

  name               = "${var.name}-nothing-else-to-aws"
  network            = google_compute_network.this.id
  direction          = "EGRESS"
  priority           = 1000
  destination_ranges = [var.aws_vpn.cidr]

  deny {
    protocol = "all"
  }
}
