# To GCP: a connection to each of its gateway's two addresses, with two tunnels each. The keys are kept in Secrets
# Manager, not in the state; ../gcp is given them as a variable that its state does not keep either.
resource "aws_vpn_gateway" "this" {
  count = var.gcp_vpn == null ? 0 : 1

  vpc_id = aws_vpc.this.id
}

resource "aws_customer_gateway" "gcp" {
  count = var.gcp_vpn == null ? 0 : 2

  type       = "ipsec.1"
  ip_address = var.gcp_vpn.gateway_addresses[count.index]
  bgp_asn    = var.gcp_vpn.asn
}

resource "aws_vpn_connection" "gcp" {
  count = var.gcp_vpn == null ? 0 : 2

  type                  = "ipsec.1"
  vpn_gateway_id        = aws_vpn_gateway.this[0].id
  customer_gateway_id   = aws_customer_gateway.gcp[count.index].id
  preshared_key_storage = "SecretsManager"

  tunnel1_ike_versions = ["ikev2"]
  tunnel2_ike_versions = ["ikev2"]
}

# The way back from Kafka.
resource "aws_vpn_gateway_route_propagation" "gcp" {
  count = var.gcp_vpn == null ? 0 : 1

  vpn_gateway_id = aws_vpn_gateway.this[0].id
  route_table_id = aws_route_table.inside.id
}
