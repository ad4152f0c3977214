output "cluster_name" {
  description = "For aws eks update-kubeconfig --name."
  value       = aws_eks_cluster.this.name
}

output "vpc_cidr" {
  description = "Overlay eks: where load balancers and brokers are, in its network policies."
  value       = var.vpc_cidr
}

output "kafka_bootstrap_servers" {
  description = "Overlays eks and gke: KAFKA_BOOTSTRAP_SERVERS."
  value       = aws_msk_cluster.this.bootstrap_brokers_sasl_scram
}

output "kafka_secrets" {
  description = "Where each Kafka user's password is in Secrets Manager; the Secrets kafka-<user> are made from them."
  value       = { for user, secret in aws_secretsmanager_secret.kafka : user => secret.arn }
}

output "state_uri" {
  description = "Overlay eks: in front of /checkpoints, /savepoints, /high-availability and /lake."
  value       = "s3://${aws_s3_bucket.state.bucket}"
}

output "flink_role_arn" {
  description = "Overlay eks: the annotation of the service account flink."
  value       = aws_iam_role.flink.arn
}

output "vpn_tunnels" {
  description = "For the variable aws_vpn of ../gcp: the tunnels' addresses outside and inside. Their keys are where vpn_secrets says."
  value = [for connection in aws_vpn_connection.gcp : {
    outside_addresses = [connection.tunnel1_address, connection.tunnel2_address]
    aws_addresses     = [connection.tunnel1_vgw_inside_address, connection.tunnel2_vgw_inside_address]
    gcp_addresses     = [connection.tunnel1_cgw_inside_address, connection.tunnel2_cgw_inside_address]
    aws_asn           = tonumber(connection.tunnel1_bgp_asn)
  }]
}

output "vpn_secrets" {
  description = "Secrets Manager's secrets with the tunnels' pre-shared keys."
  value       = [for connection in aws_vpn_connection.gcp : connection.preshared_key_arn]
}
